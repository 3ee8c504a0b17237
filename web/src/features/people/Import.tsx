import { usePage } from '~/lib/page.ts';

export function Import(_: { params: Record<string, string> }) {
  usePage('Import');
  return <h1>Import</h1>;
}
