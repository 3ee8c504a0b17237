// What happens in a room that is worth telling those who do not see it.
import type { RoomModel } from './model.ts';

export type Told =
  | { what: 'asked'; activity: string }
  | { what: 'closed'; activity: string }
  | { what: 'shown'; activity: string }
  | { what: 'announced'; text: string }
  | { what: 'picked'; person: string }
  | { what: 'hand'; person: string };

/** What is worth telling about the way from one model to the next; danmaku are not. */
export function news(before: RoomModel, after: RoomModel): Told[] {
  // A snapshot is a new beginning, not news.
  if (before.me === null) return [];
  const old = new Map(before.activities.map((one) => [one.activity, one]));
  const told = after.activities.flatMap((one): Told[] => {
    const { activity } = one;
    const was = old.get(activity);
    if (!was) return one.is_open ? [{ what: 'asked', activity }] : [];
    if (one.is_shown && !was.is_shown) return [{ what: 'shown', activity }];
    return was.is_open && !one.is_open ? [{ what: 'closed', activity }] : [];
  });
  return [...told, ...others(before, after)];
}

function others(before: RoomModel, after: RoomModel): Told[] {
  const told: Told[] = [];
  const posted = after.announcements[after.announcements.length - 1];
  if (
    posted &&
    posted.at_ms > (before.announcements[before.announcements.length - 1]?.at_ms ?? -1)
  ) {
    told.push({ what: 'announced', text: posted.text });
  }
  const pick = after.picks[after.picks.length - 1];
  if (pick && pick.at_ms > (before.picks[before.picks.length - 1]?.at_ms ?? -1)) {
    told.push({ what: 'picked', person: pick.person });
  }
  const raised = new Set(before.hands.map((hand) => hand.person));
  for (const { person } of after.hands)
    if (!raised.has(person)) told.push({ what: 'hand', person });
  return told;
}
