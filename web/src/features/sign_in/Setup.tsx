import { usePage } from '~/lib/page.ts';

export function Setup(_: { params: Record<string, string> }) {
  usePage('Setup');
  return <h1>Setup</h1>;
}
