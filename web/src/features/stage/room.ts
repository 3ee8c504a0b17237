// What the stage needs of the room in which it stands; the room's store is one.
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Lesson } from '~/api/shapes.ts';
import { delivery } from '../player/choice.ts';
import { level } from '../player/quality.ts';
import type {
  Action,
  Hand,
  Me,
  MediaNow,
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

/** In a class of so many everybody sees and hears the stage itself, and not its programme. */
const NEAR_PEOPLE = 60;

/**
 * Whether this page has the stage itself, by WebRTC: who is on it or leads it, and everybody of a
 * small class whose line carries pictures. All others have the programme, a little later, as has
 * who chose how it is to come.
 */
export function isNear(model: StageModel): boolean {
  const { member, isStaff } = standing(model);
  const isSmall = model.people.length <= NEAR_PEOPLE;
  const isPlain = level.value === 'full' && delivery.value === 'auto';
  return member !== undefined || isStaff || (isSmall && isPlain);
}

export interface StageModel {
  state: 'waiting' | 'open' | 'closed';
  me: Me | null;
  stages?: StageNow[];
  staged: readonly StageEntry[];
  hands: Hand[];
  people: RosterRow[];
  surface: Surface;
  media?: MediaNow | undefined;
  part?: object | undefined;
}

export interface StageRoom {
  readonly lesson: Lesson;
  readonly model: ReadonlySignal<StageModel>;
  /** Whether the stage itself is on this page, so that its programme is not played. */
  readonly hasStage: Signal<boolean>;
  /** The element of the programme's picture; the stage's tiles may lie over it. */
  readonly video: ReadonlySignal<HTMLVideoElement | null>;
  ask(action: Action): Promise<void>;
  nowMs(): number | null;
  readonly onStop: (() => void)[];
}

/** A member's name; of a class's screen that of its class. */
export function nameOf({ lesson }: StageRoom, member: StageMember): string {
  const row = member.class && lesson.audience.find((one) => one.class.id === member.class);
  return row ? `${row.school.name} ${row.class.name}` : member.name;
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
