// What would keep somebody from using a page: axe's findings, and ours where axe does not look.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/** Rules of axe that this page breaks, each with the first place. */
export async function axeFindings(page) {
  await page.evaluate(AXE);
  return page.evaluate(async (values) => {
    const options = { runOnly: { type: 'tag', values }, resultTypes: ['violations'] };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.map(({ id, nodes: [first] }) => {
      const why = [...first.any, ...first.all, ...first.none].map((one) => one.message);
      return `axe ${id}: ${first.html.slice(0, 140)} (${why.join('; ').slice(0, 200)})`;
    });
  }, RULES);
}

/** What a ruler finds: scrolling sideways, cut text, small targets, motion that should be off. */
export function measured(page, { isPhone, language, isStill }) {
  return page.evaluate(
    ({ isPhone, language, isStill }) => {
      const found = [];
      const root = document.documentElement;
      const named = (node) => node.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
      if (root.lang !== language) found.push(`the page says it is in ${root.lang}`);
      if (!document.title) found.push('the window has no title');
      if (root.scrollWidth > innerWidth) {
        found.push(`it scrolls sideways by ${root.scrollWidth - innerWidth} px`);
      }
      const isSeen = (node) =>
        node.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
        !node.closest('.visually-hidden, [aria-hidden="true"], option') &&
        getComputedStyle(node).clipPath === 'none';
      const scrolls = (node, axis) =>
        /auto|scroll/.test(getComputedStyle(node)[axis === 'x' ? 'overflowX' : 'overflowY']);
      const modal = document.querySelector('dialog[open]');
      for (const node of (modal ?? document.body).querySelectorAll('*')) {
        const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
        if (!own || !isSeen(node)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const text = range.getBoundingClientRect();
        for (let box = node; box && box !== document.body; box = box.parentElement) {
          const isScreen = scrolls(box, 'x');
          const clips = getComputedStyle(box).overflowX !== 'visible' || box.matches('button, a');
          const around = box.getBoundingClientRect();
          if (isScreen) break;
          if (clips && (text.right > around.right + 1 || text.left < around.left - 1)) {
            found.push(`text is cut: ${named(node)}`);
            break;
          }
          if (getComputedStyle(box).position === 'fixed') break;
        }
      }
      const controls = 'button, a[href], input, select, textarea, [role=tab], summary';
      for (const node of (modal ?? document.body).querySelectorAll(controls)) {
        if (!isSeen(node) || node.matches('p a, li > a, [class*="skip"]')) continue;
        const target = node.closest('label') ?? node;
        const { width, height } = target.getBoundingClientRect();
        // A thumb needs 44 px; controls that accompany a row may be 40 px high.
        const isSide = /-small-|segments/.test(
          `${node.className} ${node.parentElement?.className}`,
        );
        // The marks on a replay's bar have their twins in the list below it.
        const isTwin = /marker/.test(node.className);
        const least = !isPhone || isTwin ? 24 : isSide ? 40 : 44;
        if (height < least - 0.5 || width < 24) {
          found.push(`target of ${Math.round(width)} × ${Math.round(height)} px: ${named(node)}`);
        }
      }
      if (isStill) {
        for (const motion of document.getAnimations()) {
          const { duration, iterations } = motion.effect.getTiming();
          if (Number(duration) * iterations > 50) {
            found.push(`it moves for ${duration} ms: ${named(motion.effect.target)}`);
          }
        }
      }
      return [...new Set(found)];
    },
    { isPhone, language, isStill },
  );
}

/**
 * Walks a page with the tab key. Finds controls without a visible focus or hidden beneath others,
 * and says whether the main action was reached.
 */
export async function walk(page, { main, most = 70 }) {
  const found = [];
  let isReached = !main;
  await page.evaluate(() => {
    globalThis.walked = new Set();
  });
  for (let step = 0; step < most; step += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(focusedControl);
    if (!at) continue;
    if (at.isAgain) break;
    if (at.isStill) continue;
    if (at.fault) found.push(`${at.fault}: ${at.html}`);
    isReached ||= at.name.includes(main) && !at.isDisabled;
    if (isReached && step >= 15) break;
  }
  if (!isReached) found.push(`the tab key does not lead to “${main}”`);
  return found;
}

/** Runs in the page. */
function focusedControl() {
  const node = document.activeElement;
  if (!node || node === document.body) return null;
  // A date field has several stops of its own.
  if (globalThis.lastWalked === node) return { isStill: true };
  globalThis.lastWalked = node;
  if (globalThis.walked.has(node)) return { isAgain: true };
  globalThis.walked.add(node);
  const html = node.outerHTML.replace(/\s+/g, ' ').slice(0, 120);
  const label = node.labels?.[0]?.textContent ?? '';
  const name = `${node.getAttribute('aria-label') ?? ''} ${node.textContent} ${label}`;
  const drawn = [node, node.parentElement, node.closest('label')].some((one) => {
    if (!one) return false;
    const style = getComputedStyle(one);
    return style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
  });
  const box = node.getBoundingClientRect();
  const isOwn = (x, y) => {
    const top = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
    return top && [node, ...(node.labels ?? [])].some((one) => one.contains(top));
  };
  const isBare = [0.5, 0.05, 0.95].some((y) => [0.5, 0.05, 0.95].some((x) => isOwn(x, y)));
  let fault = null;
  if (!drawn) fault = 'no visible focus';
  else if (!isBare) fault = 'focus hidden beneath something';
  return { html, name, fault, isDisabled: node.getAttribute('aria-disabled') === 'true' };
}
