import { lazyPage } from '~/ui/lazy_page.tsx';
import type { PageRoute } from './page_route.ts';

/**
 * Pages without a shell around them. Their list is in the first file that a browser fetches, a
 * room's as well: what is not of use there stands in `shell_pages.ts`.
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
    path: '/shelf/:id',
    audience: 'signed_in',
    page: lazyPage(() => import('./shelf-pack.tsx'), 'pack'),
  },
  {
    path: '/room/:id',
    audience: 'signed_in',
    page: lazyPage(() => import('./room.tsx'), 'room'),
    asks: (id) => `/api/lessons/${id}`,
  },
  {
    path: '/replay/:id',
    audience: 'signed_in',
    page: lazyPage(
      () => import('./replay.tsx'),
      'replay',
      'room',
      'slides',
      'ink',
      'notes',
      'kept',
    ),
  },
];
