// The live room as one person sees it: one pure reducer over room messages.
import type {
  ActivityView,
  Danmaku,
  Entry,
  Me,
  ServerMessage,
  SidelineEntry,
  Snapshot,
  StageEntry,
} from './wire.ts';

export interface Line {
  key: string;
  at_ms: number;
  kind: 'danmaku' | 'announcement' | 'activity' | 'system';
  text: string;
  name?: string;
  /** Who said it. */
  person?: string;
  isOwn?: boolean;
}

export interface RoomModel extends Snapshot {
  me: Me | null;
  /** Names known so far: the roster for staff, senders of danmaku for everyone. */
  names: Record<string, string>;
  lines: Line[];
  results: Record<string, { person: string; right?: boolean; points: number }[]>;
  /**
   * What happened on stages since the snapshot; `stage/now.ts` folds it. What becomes of classes
   * that stop stands here too, and `classes/now.ts` folds that: each leaves the other's alone.
   */
  staged: readonly StageEntry[];
  mediaPrefix: string | null;
  isDurable: boolean;
  /** Lesson time minus the steady clock; null before opening. */
  clockOffsetMs: number | null;
}

export const EMPTY: RoomModel = {
  seq: 0,
  state: 'waiting',
  danmaku: { on: true, slow_ms: 0 },
  muted: false,
  hands: [],
  activities: [],
  picks: [],
  announcements: [],
  danmaku_latest: [],
  shift_ms: 0,
  surface: { kind: 'none' },
  surface_ms: 0,
  writers: [],
  inked: [],
  people: [],
  presence: { here: 0, expected: 0 },
  me: null,
  names: {},
  lines: [],
  results: {},
  staged: [],
  mediaPrefix: null,
  isDurable: true,
  clockOffsetMs: null,
};

const LINES_MOST = 300;

function addLines(model: RoomModel, more: Line[]): RoomModel {
  return { ...model, lines: [...model.lines, ...more].slice(-LINES_MOST) };
}

function danmakuLine(one: Danmaku, me: Me | null, n: number): Line {
  const key = `d${one.at_ms}-${one.person}-${n}`;
  const isOwn = one.person === me?.person;
  return {
    key,
    at_ms: one.at_ms,
    kind: 'danmaku',
    text: one.text,
    name: one.name,
    person: one.person,
    isOwn,
  };
}

function start(model: RoomModel, me: Me, snapshot: Snapshot): RoomModel {
  const names = { ...model.names, [me.person]: me.name };
  for (const row of snapshot.people) names[row.person] = row.name;
  for (const one of snapshot.danmaku_latest) names[one.person] = one.name;
  const lines: Line[] = [
    ...snapshot.danmaku_latest.map((one, n) => danmakuLine(one, me, n)),
    ...snapshot.announcements.map((one) => ({
      key: `a${one.at_ms}`,
      at_ms: one.at_ms,
      kind: 'announcement' as const,
      text: one.text,
    })),
    ...snapshot.activities.map((one) => ({
      key: one.activity,
      at_ms: one.opened_ms,
      kind: 'activity' as const,
      text: one.activity,
    })),
  ].sort((a, b) => a.at_ms - b.at_ms);
  const { mediaPrefix, isDurable, clockOffsetMs, results } = model;
  const stays = { mediaPrefix, isDurable, clockOffsetMs, results };
  return { ...EMPTY, ...snapshot, ...stays, me, names, lines };
}

/** Applies a message other than an entry; entries wait for their picture and come by `applyEntry`. */
export function applyMessage(model: RoomModel, message: ServerMessage, nowMs: number): RoomModel {
  switch (message.type) {
    case 'welcome': {
      const base = message.snapshot
        ? start(model, message.me, message.snapshot)
        : { ...model, me: message.me };
      const offset = message.now_ms === undefined ? null : message.now_ms - nowMs;
      return { ...base, clockOffsetMs: offset };
    }
    case 'crowd': {
      const names = { ...model.names };
      for (const one of message.danmaku) names[one.person] = one.name;
      const lines = message.danmaku.map((one, n) => danmakuLine(one, model.me, n));
      return addLines({ ...model, names }, lines);
    }
    case 'presence':
      return { ...model, presence: { here: message.here, expected: message.expected } };
    case 'paces':
      return { ...model, paces: message };
    case 'tally':
      return change(model, message.activity, (one) => ({
        ...one,
        answered: message.answered,
        ...(message.counts ? { counts: message.counts } : {}),
      }));
    case 'pong': {
      if (message.now_ms === undefined) return model;
      const offset = message.now_ms + (nowMs - message.sent_ms) / 2 - nowMs;
      const old = model.clockOffsetMs;
      // Half a second of jitter is the network's, not the clock's.
      return old !== null && Math.abs(offset - old) < 500
        ? model
        : { ...model, clockOffsetMs: offset };
    }
    case 'media':
      return { ...model, mediaPrefix: message.prefix };
    case 'health':
      return { ...model, isDurable: message.durable };
    default:
      return model;
  }
}

function change(
  model: RoomModel,
  activity: string,
  how: (one: ActivityView) => ActivityView,
): RoomModel {
  const activities = model.activities.map((one) => (one.activity === activity ? how(one) : one));
  return { ...model, activities };
}

function openActivity(model: RoomModel, view: ActivityView): RoomModel {
  if (model.activities.some((one) => one.activity === view.activity)) return model;
  const next = { ...model, activities: [...model.activities, view].slice(-50) };
  const { activity, opened_ms } = view;
  return addLines(next, [{ key: activity, at_ms: opened_ms, kind: 'activity', text: activity }]);
}

function setPerson(model: RoomModel, person: string, to: object): RoomModel {
  const people = model.people.map((row) => (row.person === person ? { ...row, ...to } : row));
  return { ...model, people };
}

/** Staff see who has answered; learners only themselves. */
function addAnswered(model: RoomModel, activity: string, by: string | undefined): RoomModel {
  if (by === undefined || model.me?.role !== 'staff') return model;
  return change(model, activity, (one) => {
    const before = one.answered_by ?? [];
    return before.includes(by) ? one : { ...one, answered_by: [...before, by] };
  });
}

const CLOSED = { is_open: false } as const;
const SHOWN = { is_open: false, is_shown: true } as const;

/** Applies one entry whose time has come. */
export function applyEntry(model: RoomModel, entry: Entry): RoomModel {
  const next = { ...model, seq: Math.max(model.seq, entry.seq) };
  const { at_ms, by } = entry;
  const isMine = by !== undefined && by === model.me?.person;
  switch (entry.kind) {
    case 'lesson.opened':
      return { ...next, state: 'open', opened_utc: entry.body.utc };
    case 'lesson.closed':
      return { ...next, state: 'closed', hands: [], media: undefined };
    case 'person.arrived':
      return by ? setPerson(next, by, { present: true }) : next;
    case 'person.left':
      return by ? setPerson(next, by, { present: false }) : next;
    case 'person.muted': {
      const { person, muted } = entry.body;
      const own = person === model.me?.person ? { ...next, muted } : next;
      return setPerson(own, person, { muted });
    }
    case 'danmaku.set':
      return { ...next, danmaku: entry.body };
    case 'danmaku.cleared':
      return { ...next, lines: next.lines.filter((line) => line.kind !== 'danmaku') };
    case 'hand.raised':
      return by && !next.hands.some((hand) => hand.person === by)
        ? { ...next, hands: [...next.hands, { person: by, at_ms }] }
        : next;
    case 'hand.lowered':
      return { ...next, hands: next.hands.filter((hand) => hand.person !== entry.body.person) };
    case 'hands.lowered':
      return { ...next, hands: [] };
    case 'poll.opened': {
      const fresh = { is_open: true, is_shown: false, voted: false, answered: 0 };
      return openActivity(next, { kind: 'poll', ...entry.body, opened_ms: at_ms, ...fresh });
    }
    case 'poll.voted': {
      const { activity, choices } = entry.body;
      if (!isMine) return addAnswered(next, activity, by);
      const own = { voted: true, mine_ms: at_ms, ...(choices && { mine: choices }) };
      return change(next, activity, (one) => (one.kind === 'poll' ? { ...one, ...own } : one));
    }
    case 'poll.closed':
    case 'quiz.closed':
      return change(next, entry.body.activity, (one) => ({ ...one, ...entry.body, ...CLOSED }));
    case 'poll.shown':
    case 'quiz.shown':
      return change(next, entry.body.activity, (one) => ({
        ...one,
        ...entry.body,
        ...(entry.kind === 'quiz.shown' ? SHOWN : { is_shown: true }),
      }));
    case 'quiz.opened': {
      const fresh = { is_open: true, is_shown: false, answered: 0 };
      return openActivity(next, { kind: 'quiz', ...entry.body, opened_ms: at_ms, ...fresh });
    }
    case 'quiz.keyed':
      return change(next, entry.body.activity, (one) => ({ ...one, ...entry.body }));
    case 'quiz.extended':
      return change(next, entry.body.activity, (one) =>
        one.kind === 'quiz' && one.limit_ms !== undefined
          ? { ...one, limit_ms: one.limit_ms + entry.body.add_ms }
          : one,
      );
    case 'quiz.answered': {
      const { activity, answer, late_by_network } = entry.body;
      if (!isMine) return addAnswered(next, activity, by);
      const own = { mine: answer, mine_ms: at_ms, mine_late_by_network: late_by_network };
      return change(next, activity, (one) => (one.kind === 'quiz' ? { ...one, ...own } : one));
    }
    case 'quiz.judged': {
      const { activity, counts, results } = entry.body;
      const judged = { ...next, results: { ...next.results, [activity]: results } };
      return change(judged, activity, (one) => ({ ...one, counts }));
    }
    case 'pick.made':
      return { ...next, picks: [...next.picks, { person: entry.body.person, at_ms }].slice(-20) };
    case 'announcement.posted': {
      const { text } = entry.body;
      const posted = [...next.announcements, { text, at_ms }].slice(-20);
      const line = { key: `e${entry.seq}`, at_ms, kind: 'announcement' as const, text };
      return addLines({ ...next, announcements: posted }, [line]);
    }
    case 'media.started':
      return { ...next, media: entry.body };
    case 'media.stopped':
      return next.media?.run === entry.body.run ? { ...next, media: undefined } : next;
    case 'media.shifted':
      return { ...next, shift_ms: entry.body.shift_ms };
    case 'recording.changed':
      return { ...next, recording: entry.body.state };
    case 'page.turned':
      return { ...next, surface: entry.body.surface, surface_ms: at_ms };
    case 'writer.set': {
      const { person, may } = entry.body;
      const others = next.writers.filter((other) => other !== person);
      return { ...next, writers: may ? [...others, person].sort() : others };
    }
    case 'part.played': {
      const { edition, part, from_ms } = entry.body;
      return { ...next, part: { edition, part, from_ms, since_ms: at_ms, held: false } };
    }
    case 'part.held': {
      const { edition, part, at_ms: from_ms } = entry.body;
      return { ...next, part: { edition, part, from_ms, since_ms: at_ms, held: true } };
    }
    case 'ink.drawn':
    case 'danmaku.sent':
    case 'media_anchor':
      return next;
    default: {
      // Every kind has its case but those of stages and classes, and what newer servers say.
      const rest: SidelineEntry = entry;
      return { ...next, staged: [...next.staged, rest as StageEntry] };
    }
  }
}
