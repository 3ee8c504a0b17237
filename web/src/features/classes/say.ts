import { problemText } from '~/api/problem.ts';
import { toast } from '~/ui/Toast.tsx';
import type { Action } from '../room/wire.ts';
import type { ClassesRoom } from './room.ts';

/** Asks the room for something; what it refuses is told to the person. */
export function say(room: ClassesRoom, action: Action): Promise<void> {
  return room.ask(action).catch((error: unknown) => void toast(problemText(error)));
}
