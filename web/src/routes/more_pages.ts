import { lazyPage } from '~/ui/lazy_page.tsx';
import type { PageRoute } from './page_route.ts';

/** More pages without a shell around them. */
export const ALONE_PAGES: PageRoute[] = [
  {
    path: '/trust',
    audience: 'anyone',
    page: lazyPage(() => import('./trust.tsx'), 'trust'),
  },
  {
    path: '/phone',
    audience: 'anyone',
    page: lazyPage(() => import('./phone.tsx'), 'phone'),
  },
  {
    path: '/shelf/:id',
    audience: 'signed_in',
    page: lazyPage(() => import('./shelf-pack.tsx'), 'pack'),
  },
  {
    path: '/classroom',
    audience: 'anyone',
    page: lazyPage(
      () => import('./classroom.tsx'),
      'classes',
      'room',
      'replay',
      'slides',
      'ink',
      'lean',
      'editions',
    ),
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

/** Pages inside the shell. */
export const SHELL_PAGES: PageRoute[] = [
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
    path: '/kept',
    audience: 'signed_in',
    page: lazyPage(() => import('./kept.tsx'), 'kept'),
  },
  {
    path: '/editions',
    audience: 'staff',
    page: lazyPage(() => import('./editions.tsx'), 'editions'),
  },
  {
    path: '/editions/:id',
    audience: 'signed_in',
    page: lazyPage(() => import('./edition.tsx'), 'editions', 'prepare', 'room', 'slides', 'ink'),
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
    path: '/classrooms',
    audience: 'staff',
    page: lazyPage(() => import('./classrooms.tsx'), 'classes'),
  },
  {
    path: '/settings/devices',
    audience: 'signed_in',
    page: lazyPage(() => import('./devices.tsx'), 'devices'),
  },
];
