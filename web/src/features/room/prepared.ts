// The lesson's prepared questions, asked for once by whichever part of the room needs them first.
import { type Signal, signal } from '@preact/signals';
import { call } from '~/api/call.ts';
import type { PreparedQuestion } from '~/api/shapes.ts';
import type { RoomStore } from './store.ts';

export interface Prepared {
  /** Null until they are known: none prepared is another thing than none fetched. */
  questions: Signal<PreparedQuestion[] | null>;
  error: Signal<unknown>;
  fetch(): void;
}

const known = new WeakMap<RoomStore, Prepared>();

export function preparedOf(store: RoomStore): Prepared {
  const found = known.get(store);
  if (found) return found;
  const questions: Prepared['questions'] = signal(null);
  const error: Prepared['error'] = signal(null);
  const fetch = () => {
    error.value = null;
    const path = { id: store.lesson.id };
    call('GET /api/lessons/{id}/questions', { path, query: { limit: 200 } }).then(
      (page) => {
        questions.value = page.items;
      },
      (reason: unknown) => {
        error.value = reason;
      },
    );
  };
  const prepared = { questions, error, fetch };
  known.set(store, prepared);
  fetch();
  return prepared;
}
