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
    const heading = document.querySelector<HTMLElement>('h1');
    heading?.setAttribute('tabindex', '-1');
    heading?.focus({ preventScroll: true });
  }, []);
}
