import type { Audience } from '~/lib/guard.ts';
import { lazyPage } from '~/ui/lazy_page.tsx';

interface PageRoute {
  path: string;
  audience: Audience;
  /** Bare pages have no shell around them. */
  bare?: boolean;
  page: ReturnType<typeof lazyPage>;
  /** What the page will ask the server first. */
  asks?: (id: string) => string;
}

/** Every page of the product: the address, whom it is for, what loads it. */
export const PAGES: PageRoute[] = [
  {
    path: '/sign-in',
    audience: 'anyone',
    bare: true,
    page: lazyPage(() => import('./sign-in.tsx'), 'sign_in'),
  },
  {
    path: '/setup/:token',
    audience: 'anyone',
    bare: true,
    page: lazyPage(() => import('./setup.tsx'), 'sign_in'),
  },
  {
    path: '/today',
    audience: 'signed_in',
    page: lazyPage(() => import('./today.tsx'), 'today', 'lessons'),
    asks: () => '/api/today',
  },
  {
    path: '/lessons',
    audience: 'signed_in',
    page: lazyPage(() => import('./lessons.tsx'), 'lessons'),
  },
  {
    path: '/courses',
    audience: 'signed_in',
    page: lazyPage(() => import('./courses.tsx'), 'courses'),
  },
  {
    path: '/courses/:id',
    audience: 'signed_in',
    page: lazyPage(() => import('./course.tsx'), 'courses', 'lessons'),
    asks: (id) => `/api/courses/${id}`,
  },
  {
    path: '/lessons/new',
    audience: 'staff',
    page: lazyPage(() => import('./lesson-edit.tsx'), 'lessons'),
  },
  {
    path: '/lessons/:id/edit',
    audience: 'staff',
    page: lazyPage(() => import('./lesson-edit.tsx'), 'lessons'),
  },
  {
    path: '/lessons/:id/prepare',
    audience: 'staff',
    page: lazyPage(() => import('./prepare.tsx'), 'prepare', 'lessons', 'slides', 'editions'),
  },
  {
    path: '/lessons/:id/stream',
    audience: 'staff',
    page: lazyPage(() => import('./stream.tsx'), 'stream'),
  },
  {
    path: '/lessons/:id/report',
    audience: 'signed_in',
    page: lazyPage(() => import('./report.tsx'), 'report', 'editions'),
  },
  {
    path: '/lessons/:id/packs',
    audience: 'staff',
    page: lazyPage(() => import('./packs.tsx'), 'pack'),
  },
  {
    path: '/shelf',
    audience: 'signed_in',
    page: lazyPage(() => import('./shelf.tsx'), 'pack'),
  },
  {
    path: '/shelf/:id',
    audience: 'signed_in',
    bare: true,
    page: lazyPage(() => import('./shelf-pack.tsx'), 'pack'),
  },
  {
    path: '/room/:id',
    audience: 'signed_in',
    bare: true,
    page: lazyPage(() => import('./room.tsx'), 'room'),
    asks: (id) => `/api/lessons/${id}`,
  },
  {
    path: '/replay/:id',
    audience: 'signed_in',
    bare: true,
    page: lazyPage(() => import('./replay.tsx'), 'replay', 'room', 'slides', 'ink'),
  },
  {
    path: '/editions',
    audience: 'staff',
    page: lazyPage(() => import('./editions.tsx'), 'editions'),
  },
  {
    path: '/editions/:id',
    audience: 'signed_in',
    page: lazyPage(() => import('./edition.tsx'), 'editions', 'prepare', 'room'),
  },
  {
    path: '/people',
    audience: 'staff',
    page: lazyPage(() => import('./people.tsx'), 'people'),
  },
  {
    path: '/people/import',
    audience: 'administrator',
    page: lazyPage(() => import('./people-import.tsx'), 'people'),
  },
  {
    path: '/settings/devices',
    audience: 'signed_in',
    page: lazyPage(() => import('./devices.tsx'), 'devices'),
  },
];
