import { usePage } from '~/lib/page.ts';

export function StreamPage(_: { params: Record<string, string> }) {
  usePage('StreamPage');
  return <h1>StreamPage</h1>;
}
