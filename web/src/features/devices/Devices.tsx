import { usePage } from '~/lib/page.ts';

export function Devices(_: { params: Record<string, string> }) {
  usePage('Devices');
  return <h1>Devices</h1>;
}
