import { barePage, lazyPage } from '~/ui/lazy_page.tsx';
import type { PageRoute } from './page_route.ts';

/**
 * The first pages one comes to, without a shell around them. Their list is in the first file that a
 * browser fetches, a room's as well: what is not of use there stands in `more_pages.ts`.
 */
export const BARE_PAGES: PageRoute[] = [
  {
    path: '/sign-in',
    audience: 'anyone',
    page: lazyPage(() => import('./sign-in.tsx'), 'sign_in'),
  },
  {
    path: '/setup/:token',
    audience: 'anyone',
    page: lazyPage(() => import('./setup.tsx'), 'sign_in'),
  },
  {
    path: '/room/:id',
    audience: 'signed_in',
    page: barePage(() => import('./room.tsx'), 'room'),
    asks: (id) => `/api/lessons/${id}`,
  },
];
