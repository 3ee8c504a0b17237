import { useEffect } from 'preact/hooks';
import { t } from './i18n.ts';

let isFirst = true;

/** Names the page in the window's title and, after the first page, moves the focus to its heading. */
export function usePage(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} · ${t('core.product')}` : t('core.product');
  }, [title]);
  useEffect(() => {
    if (isFirst) {
      isFirst = false;
      return;
    }
    scrollTo(0, 0);
    const start = document.activeElement;
    const isThere = () => {
      const { activeElement: now, body } = document;
      // Who has gone elsewhere meanwhile stays there.
      if (now !== start && now !== body) return true;
      const heading = document.querySelector<HTMLElement>('h1');
      heading?.setAttribute('tabindex', '-1');
      heading?.focus({ preventScroll: true });
      return heading !== null;
    };
    if (isThere()) return;
    // A page that still loads has no heading yet.
    const watch = new MutationObserver(() => isThere() && watch.disconnect());
    watch.observe(document.body, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
}
