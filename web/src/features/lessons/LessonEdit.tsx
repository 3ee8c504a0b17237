import { usePage } from '~/lib/page.ts';

export function LessonEdit(_: { params: Record<string, string> }) {
  usePage('LessonEdit');
  return <h1>LessonEdit</h1>;
}
