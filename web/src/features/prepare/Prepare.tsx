import { usePage } from '~/lib/page.ts';

export function Prepare(_: { params: Record<string, string> }) {
  usePage('Prepare');
  return <h1>Prepare</h1>;
}
