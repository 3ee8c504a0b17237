// How the stages stand: the room's snapshot, and what happened on them since.
import type { Me, StageEntry, StageKinds, StageMember, StageNow } from '../room/wire.ts';

/** A stage, and who on it was asked to switch his microphone on. */
export interface StageView extends StageNow {
  asked: string[];
}

interface Told {
  me?: Me | null;
  stages?: StageNow[];
  staged: readonly StageEntry[];
}

/** Seats of a stage of which nothing was said yet. */
const SEATS = 16;

function empty(stage: number): StageView {
  return { stage, seats: SEATS, members: [], invited: [], asked: [] };
}

function without<T extends { person: string }>(all: T[], person: string): T[] {
  return all.filter((one) => one.person !== person);
}

function setOn(view: StageView, person: string, on: StageKinds): StageView {
  const members = view.members.map((one) => (one.person === person ? { ...one, on } : one));
  const asked = on.sound ? view.asked.filter((one) => one !== person) : view.asked;
  return { ...view, members, asked };
}

function muted(one: StageMember): StageMember {
  return one.role === 'teacher' ? one : { ...one, on: { ...one.on, sound: false } };
}

function step(view: StageView, entry: StageEntry): StageView {
  switch (entry.kind) {
    case 'stage.set':
      return { ...view, seats: entry.body.seats };
    case 'stage.invited': {
      const { person, may, until_ms } = entry.body;
      const invited = [...without(view.invited, person), { person, may, until_ms }];
      return { ...view, invited };
    }
    case 'stage.invitation_ended':
      return { ...view, invited: without(view.invited, entry.body.person) };
    case 'stage.joined': {
      const { stage: _, name = '', ...rest } = entry.body;
      const one = { ...rest, name, since_ms: entry.at_ms };
      const { person } = one;
      const members = [...without(view.members, person), one].sort((a, b) => a.seat - b.seat);
      return { ...view, members, invited: without(view.invited, person) };
    }
    case 'stage.changed':
      return setOn(view, entry.body.person, entry.body.on);
    case 'stage.unmute_asked': {
      const { person } = entry.body;
      return { ...view, asked: [...view.asked.filter((one) => one !== person), person] };
    }
    case 'stage.left': {
      const { person } = entry.body;
      const asked = view.asked.filter((one) => one !== person);
      return { ...view, members: without(view.members, person), asked };
    }
    case 'stage.muted':
      return { ...view, members: view.members.map(muted) };
    case 'stage.cleared': {
      const members = view.members.filter((one) => one.role === 'teacher');
      return { ...view, members, invited: [], asked: [] };
    }
    default:
      return view;
  }
}

function fold(views: StageView[], entries: readonly StageEntry[]): StageView[] {
  return entries.reduce((all, entry) => {
    // What a newer server says may have no stage.
    const { stage } = entry.body ?? {};
    if (typeof stage !== 'number') return all;
    const old = all.find((one) => one.stage === stage) ?? empty(stage);
    const others = all.filter((one) => one !== old);
    return [...others, step(old, entry)].sort((a, b) => a.stage - b.stage);
  }, views);
}

interface Folded {
  base: StageNow[] | undefined;
  staged: readonly StageEntry[];
  views: StageView[];
}

let last: Folded = { base: undefined, staged: [], views: [] };

/** All stages; what was folded the last time is not folded again. */
export function stagesOf({ stages, staged }: Told): StageView[] {
  const known = last.staged.length;
  const goesOn =
    last.base === stages && known <= staged.length && last.staged[known - 1] === staged[known - 1];
  const from = goesOn ? last.views : (stages ?? []).map((one) => ({ ...one, asked: [] }));
  const views = fold(from, goesOn ? staged.slice(known) : staged);
  last = { base: stages, staged, views };
  return views;
}

export function stageOf(told: Told, stage: number): StageView {
  return stagesOf(told).find((one) => one.stage === stage) ?? empty(stage);
}
