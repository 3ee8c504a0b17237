// What several pages ask the server alike: one name in the query cache, one request.
import { useQuery } from '@tanstack/preact-query';
import { call } from '~/api/call.ts';

/** The region, its schools and their classes, as far as one may see them. */
export function useOrganisations() {
  return useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
}

/** The courses to choose from. */
export function useAllCourses() {
  return useQuery({
    queryKey: ['courses', 'all'],
    queryFn: () => call('GET /api/courses', { query: { limit: 200 } }),
  });
}

export function useLesson(id: string) {
  return useQuery({
    queryKey: ['lesson', id],
    queryFn: () => call('GET /api/lessons/{id}', { path: { id } }),
  });
}
