import { usePage } from '~/lib/page.ts';

export default function Report({ params }: { params: Record<string, string> }) {
  usePage('');
  return <h1>{params.id}</h1>;
}
