// What a page shows of a lesson, and from when on: its page, its ink, what is being asked.

const READER = { reader: shownNow.toString(), over: '已结束' };

/**
 * Has a page note, from its next address on, each change of what it shows:
 * `{at, ms, page, isThere, ink, asked}`. `at` is the time of day, `ms` the lesson time that is
 * heard or seen, `page` is `deck/number` or `board/number`, `ink` how much is on it, `asked` what
 * is being asked. `waits` are the times at which what sounds stood still.
 */
export async function watchSights(page) {
  await page.addInitScript(({ reader, over }) => {
    const read = new Function(`return ${reader}`)();
    const notes = { sights: [], waits: [] };
    window.sights = notes;
    const known = new WeakSet();
    let before = '';
    setInterval(() => {
      for (const one of document.querySelectorAll('audio, video')) {
        if (known.has(one)) continue;
        known.add(one);
        one.addEventListener('waiting', () => notes.waits.push(Date.now()));
      }
      const { ms, ...shown } = read(over);
      const now = JSON.stringify(shown);
      if (now === before) return;
      before = now;
      notes.sights.push({ at: Date.now(), ms, ...shown });
    }, 50);
  }, READER);
}

/** What was noted so far. */
export const sightsOf = (page) => page.evaluate(() => window.sights);

/** What a page shows now. */
export function sightOf(page) {
  return page.evaluate(({ reader, over }) => new Function(`return ${reader}`)()(over), READER);
}

/** Runs in pages: it may use nothing else. In a replay what is being asked is marked in its list. */
function shownNow(over) {
  const media = [...document.querySelectorAll('audio, video')].find(
    (one) => one.readyState >= 2 && one.currentTime > 0,
  );
  const picture = document.querySelector('img[draggable=false][alt^="第"]');
  const [, deck, number] = /deck\/([\w-]+)\/(\d+)-/.exec(picture?.src ?? '') ?? [];
  const board = document.querySelector('[role=application][data-surface]')?.dataset;
  const isBoard = !deck && board?.surface.startsWith('board');
  const cards = [...document.querySelectorAll('article h3')].filter(
    (one) => !one.closest('article').querySelector('header')?.textContent.includes(over),
  );
  const marked = [...document.querySelectorAll('[role=tabpanel] button[aria-current] + h2')];
  return {
    ms: media ? Math.round(media.currentTime * 1000) : null,
    page: deck ? `${deck}/${number}` : isBoard ? board.surface : 'none',
    isThere: isBoard || picture?.dataset.there !== undefined,
    ink: board && board.elements !== '0' ? `${board.elements} ${board.sum}` : 'none',
    asked: [...cards, ...marked].map((one) => one.textContent).sort(),
  };
}
