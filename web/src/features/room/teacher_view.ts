// What the teacher's column shows; the pulse bar under the stage leads into it.
import { signal } from '@preact/signals';
import type { ActivityView, Presence, RosterRow } from './wire.ts';

export const PEOPLE_FILTERS = ['all', 'online', 'missing', 'hands'] as const;
export type PeopleFilter = (typeof PEOPLE_FILTERS)[number];

export const tab = signal<'plan' | 'talk' | 'people'>('plan');
export const filter = signal<PeopleFilter>('all');

export function showPeople(which: PeopleFilter): void {
  tab.value = 'people';
  filter.value = which;
}

/** Whether a learner is shown under a filter, by who has a hand raised. */
export function passes(row: RosterRow, which: PeopleFilter, raised: Set<string>): boolean {
  if (which === 'hands') return raised.has(row.person);
  if (which === 'online') return row.present;
  return which === 'all' || !row.present;
}

/** The learners a filter and a search leave: raised hands in their order, then who is here. */
export function found(
  rows: RosterRow[],
  hands: { person: string }[],
  which: PeopleFilter,
  search: string,
): RosterRow[] {
  const place = new Map(hands.map((hand, n) => [hand.person, n]));
  const raised = new Set(place.keys());
  const wanted = search.trim().toLocaleLowerCase();
  const at = (row: RosterRow) => place.get(row.person) ?? hands.length + Number(!row.present);
  return rows
    .filter((row) => passes(row, which, raised) && row.name.toLocaleLowerCase().includes(wanted))
    .sort((a, b) => at(a) - at(b));
}

/** The learners in the room who have not answered yet. */
export function unanswered(one: ActivityView, people: RosterRow[]): RosterRow[] {
  const done = new Set(one.answered_by ?? []);
  return people.filter((row) => row.role === 'learner' && row.present && !done.has(row.person));
}

/** How many can have answered: those who are here, and those who did and went. */
export function mayAnswer(one: ActivityView, presence: Presence): number {
  return Math.max(one.answered, presence.here);
}

/** Leads to what is asked at the moment. */
export function showAsked(activity: string): void {
  tab.value = 'plan';
  requestAnimationFrame(() => {
    const card = document.getElementById(`asked-${activity}`);
    card?.scrollIntoView({ block: 'nearest' });
    card?.focus({ preventScroll: true });
  });
}

/** Who opens a lesson by so much before its time may have meant another, or another day. */
const EARLY_MS = 30 * 60_000;

/** What speaks against opening now; an open lesson can only be ended, for good. */
export function doubtOf(startsAt: string, hasSignal: boolean, nowMs: number) {
  const isEarly = Date.parse(startsAt) - nowMs > EARLY_MS;
  if (isEarly) return hasSignal ? 'early' : 'early_no_signal';
  return hasSignal ? null : 'no_signal';
}
