import { signal } from '@preact/signals';
import { callQuietly } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import type { Me } from '~/api/shapes.ts';

/** Who is signed in; undefined while unknown, null when nobody is. */
export const me = signal<Me | null | undefined>(undefined);

let finding: Promise<Me | null> | undefined;

/** Asks the server who is signed in, once at a time. Throws only when the server cannot say. */
export function findMe(): Promise<Me | null> {
  finding ??= askWho().finally(() => {
    finding = undefined;
  });
  return finding;
}

async function askWho(): Promise<Me | null> {
  try {
    me.value = await callQuietly('GET /api/me');
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401) throw error;
    me.value = null;
  }
  return me.value ?? null;
}

/**
 * Signs this browser out. Throws when it may still be signed in, as without a network.
 * `takeAway` runs once the session has ended, while it is still known whose it was.
 */
export async function signOut(takeAway?: () => Promise<void>): Promise<void> {
  try {
    await callQuietly('DELETE /api/sessions/current');
  } catch (error) {
    // A session that is over already is what was wanted.
    if (!(error instanceof Problem) || error.status !== 401) throw error;
  }
  await takeAway?.().catch(() => {});
  me.value = null;
}

/** Whether a person works in a school as a teacher or an administrator. */
export function isStaff(person: Pick<Me, 'memberships'>): boolean {
  return person.memberships.some((m) => m.role !== 'learner');
}

export function isAdministrator(person: Pick<Me, 'memberships'>): boolean {
  return person.memberships.some((m) => m.role === 'administrator');
}

/** The school whose name stands in the header: one's own, else the region. */
export function homeName(person: Pick<Me, 'memberships'>): string {
  const own = person.memberships.find((m) => m.school) ?? person.memberships[0];
  return own?.school?.name ?? own?.region?.name ?? '';
}
