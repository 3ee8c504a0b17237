import { usePage } from '~/lib/page.ts';

export function Today(_: { params: Record<string, string> }) {
  usePage('Today');
  return <h1>Today</h1>;
}
