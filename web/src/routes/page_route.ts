import { askEarly } from '~/api/early.ts';
import type { Audience } from '~/lib/guard.ts';
import type { lazyPage } from '~/ui/lazy_page.tsx';

/** A page of the product: its address, whom it is for, what loads it. */
export interface PageRoute {
  path: string;
  audience: Audience;
  page: ReturnType<typeof lazyPage>;
  /** What the page will ask the server first. */
  asks?: (id: string) => string;
}

/** Fetches the one of these pages that lies at an address, and says whether there is one. */
export function preloadOf(pages: PageRoute[], path: string): boolean {
  for (const one of pages) {
    const found = new RegExp(`^${one.path.replace(/:\w+/g, '([^/]+)')}$`).exec(path);
    if (!found) continue;
    one.page.preload();
    if (one.asks) askEarly(one.asks(found[1] ?? ''));
    return true;
  }
  return false;
}
