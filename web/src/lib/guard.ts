// Who may open which page; the server decides again about everything in it.

import type { Me } from '~/api/shapes.ts';
import { isAdministrator, isStaff } from './session.ts';

export type Audience = 'anyone' | 'signed_in' | 'staff' | 'administrator';

/** Where to send a visitor instead, or null when the page is his to open. */
export function detour(
  audience: Audience,
  person: Pick<Me, 'memberships'> | null,
  here: string,
): string | null {
  if (audience === 'anyone') return null;
  if (!person) return `/sign-in?to=${encodeURIComponent(here)}`;
  if (audience === 'staff' && !isStaff(person)) return '/today';
  if (audience === 'administrator' && !isAdministrator(person)) return '/today';
  return null;
}

/** The page to go to after signing in: only addresses of our own. */
export function safeTarget(search: string): string {
  const to = new URLSearchParams(search).get('to') ?? '';
  return /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/today';
}
