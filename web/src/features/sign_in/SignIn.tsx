import { usePage } from '~/lib/page.ts';

export function SignIn(_: { params: Record<string, string> }) {
  usePage('SignIn');
  return <h1>SignIn</h1>;
}
