import { useInfiniteQuery } from '@tanstack/preact-query';
import { call } from '~/api/call.ts';
import type { Lesson, LessonState } from '~/api/shapes.ts';

/** Which lessons are looked for; what is empty does not matter. */
export interface LessonSearch {
  q?: string;
  course?: string;
  state?: string;
}

/**
 * Lessons on both sides of a moment: those from it on, earliest first, and those before it, latest
 * first. Each side has pages of its own.
 */
export function useLessons(search: LessonSearch, moment: string) {
  return {
    later: useSide(search, 'earliest_first', { from: moment }),
    earlier: useSide(search, 'latest_first', { to: moment }),
  };
}

function useSide(
  { q, course, state }: LessonSearch,
  order: 'earliest_first' | 'latest_first',
  span: { from: string } | { to: string },
) {
  const lessons = useInfiniteQuery({
    queryKey: ['lessons', order, span, q, course, state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/lessons', {
        query: {
          ...span,
          order,
          limit: 20,
          ...(q && { q }),
          ...(course && { course }),
          ...(state && { state: state as LessonState }),
          ...(pageParam && { cursor: pageParam }),
        },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items: Lesson[] = lessons.data?.pages.flatMap((page) => page.items) ?? [];
  return { ...lessons, items };
}

export type Side = ReturnType<typeof useLessons>['later'];
