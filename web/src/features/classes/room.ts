// What classes elsewhere need of the room; the room's store is one.
import type { ReadonlySignal } from '@preact/signals';
import type { ActivityView, ClassNow, Paces } from '../room/wire.ts';
import type { StageModel, StageRoom } from '../stage/room.ts';

export interface ClassesModel extends StageModel {
  classes?: ClassNow[];
  paces?: Paces;
  activities: ActivityView[];
}

export interface ClassesRoom extends StageRoom {
  readonly model: ReadonlySignal<ClassesModel>;
}
