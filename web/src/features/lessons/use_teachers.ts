import { useQuery } from '@tanstack/preact-query';
import { call } from '~/api/call.ts';
import type { SchoolTeacher } from '~/api/shapes.ts';

/** A school of some thousand teachers is whole by then. */
const PAGES_MAX = 10;

async function all(school: string): Promise<SchoolTeacher[]> {
  const teachers: SchoolTeacher[] = [];
  let cursor = '';
  for (let pages = 0; pages < PAGES_MAX; pages += 1) {
    const query = { limit: 200, ...(cursor && { cursor }) };
    const page = await call('GET /api/schools/{school}/teachers', { path: { school }, query });
    teachers.push(...page.items);
    if (!page.next) break;
    cursor = page.next;
  }
  return teachers;
}

/** Who may be named as a teacher of a school's lessons. */
export function useTeachers(school: string): SchoolTeacher[] {
  const teachers = useQuery({
    queryKey: ['teachers', school],
    enabled: Boolean(school),
    queryFn: () => all(school),
  });
  return teachers.data ?? [];
}
