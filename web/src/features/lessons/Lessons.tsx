import { usePage } from '~/lib/page.ts';

export function Lessons(_: { params: Record<string, string> }) {
  usePage('Lessons');
  return <h1>Lessons</h1>;
}
