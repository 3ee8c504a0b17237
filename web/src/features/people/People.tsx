import { usePage } from '~/lib/page.ts';

export function People(_: { params: Record<string, string> }) {
  usePage('People');
  return <h1>People</h1>;
}
