// What classes elsewhere need of the room; the room's store is one.
import type { ReadonlySignal } from '@preact/signals';
import type { Lesson } from '~/api/shapes.ts';
import type {
  Action,
  ActivityView,
  ClassNow,
  Me,
  Paces,
  RosterRow,
  StageEntry,
} from '../room/wire.ts';

export interface ClassesModel {
  state: 'waiting' | 'open' | 'closed';
  me: Me | null;
  classes?: ClassNow[];
  staged: readonly StageEntry[];
  paces?: Paces;
  people: RosterRow[];
  activities: ActivityView[];
}

export interface ClassesRoom {
  readonly lesson: Lesson;
  readonly model: ReadonlySignal<ClassesModel>;
  ask(action: Action): Promise<void>;
  nowMs(): number | null;
}
