// What the stage needs of the room in which it stands; the room's store is one.
import type { ReadonlySignal } from '@preact/signals';
import type { Lesson } from '~/api/shapes.ts';
import { recall } from '~/lib/settings.ts';
import type {
  Action,
  Hand,
  Me,
  RosterRow,
  StageEntry,
  StageInvitation,
  StageMember,
  StageNow,
  Surface,
} from '../room/wire.ts';
import { type StageView, stageOf } from './now.ts';

/** The stage that the whole lesson sees; those of groups will have numbers of their own. */
export const MAIN = 1;

/**
 * Whether this page offers the stage. Pictures and sound do not pass between its people yet, so it
 * does only where one asked for it.
 */
export const isOffered = () => recall('stage.offered') === 'yes';

export interface StageModel {
  state: 'waiting' | 'open' | 'closed';
  me: Me | null;
  stages?: StageNow[];
  staged: readonly StageEntry[];
  hands: Hand[];
  people: RosterRow[];
  surface: Surface;
  media?: object | undefined;
  part?: object | undefined;
}

export interface StageRoom {
  readonly lesson: Lesson;
  readonly model: ReadonlySignal<StageModel>;
  /** The element of the programme's picture; the stage's tiles may lie over it. */
  readonly video: ReadonlySignal<HTMLVideoElement | null>;
  ask(action: Action): Promise<void>;
  nowMs(): number | null;
  readonly onStop: (() => void)[];
}

/** Where one stands on the main stage. */
export interface Standing {
  stage: StageView;
  me: Me | null;
  isStaff: boolean;
  member: StageMember | undefined;
  invitation: StageInvitation | undefined;
}

export function standing(model: StageModel): Standing {
  const stage = stageOf(model, MAIN);
  const { me } = model;
  const isMine = (one: { person: string }) => one.person === me?.person;
  return {
    stage,
    me,
    isStaff: me?.role === 'staff',
    member: stage.members.find(isMine),
    invitation: stage.invited.find(isMine),
  };
}
