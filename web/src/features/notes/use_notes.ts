import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Note } from '~/api/shapes.ts';
import { newClientId } from '~/lib/client_id.ts';
import { giveUp, onSent, post, waiting } from '~/lib/outbox.ts';
import { type NoteBody, type OwnNote, topicOf, withWaiting } from './notes.ts';

const PAGE = 200;

export interface Notes {
  all: OwnNote[];
  /** What the server is known to keep. */
  known: readonly Note[];
  /** Why those that the server keeps could not be read. */
  failure: unknown;
  readAgain(): void;
  add(body: NoteBody): Promise<void>;
  change(one: OwnNote, body: NoteBody): Promise<void>;
  remove(one: OwnNote): Promise<void>;
}

/** All of one's own in a lesson. */
export async function readNotes(lesson: string): Promise<Note[]> {
  const all: Note[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: PAGE, ...(cursor && { cursor }) };
    const page = await call('GET /api/lessons/{id}/notes', { path: { id: lesson }, query });
    all.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return all;
}

/** @param keptHere of a lesson kept on this device: what was known of its notes then. */
export function useNotes(lesson: string, keptHere?: readonly Note[]): Notes {
  const [kept, setKept] = useState<readonly Note[]>(keptHere ?? []);
  const [failure, setFailure] = useState<unknown>(null);
  const topic = topicOf(lesson);
  const path = { id: lesson };
  const read = () => {
    setFailure(null);
    readNotes(lesson).then(setKept, (error) => setFailure(keptHere ? null : error));
  };
  useEffect(() => {
    read();
    return onSent((one, answer) => {
      if (one.topic !== topic) return;
      const id = one.path.note ?? (one.body as { id: string }).id;
      const isGone = one.route.startsWith('DELETE');
      setKept((before) => [
        ...before.filter((note) => note.id !== id),
        ...(isGone ? [] : [answer as Note]),
      ]);
    });
  }, [lesson]);
  const waits = waiting.value.filter((one) => one.topic === topic);
  return {
    all: withWaiting(kept, waits),
    known: kept,
    failure,
    readAgain: read,
    add: async (note) => {
      const id = newClientId();
      const body = { id, ...note };
      await post(topic, 'POST /api/lessons/{id}/notes', { path, body }, id);
    },
    change: ({ id }, body) =>
      post(topic, 'PUT /api/lessons/{id}/notes/{note}', { path: { ...path, note: id }, body }),
    remove: async ({ id, refused }) => {
      if (refused) return giveUp(refused.waiting);
      await post(topic, 'DELETE /api/lessons/{id}/notes/{note}', { path: { ...path, note: id } });
    },
  };
}
