// Marks and notes of one's own at moments of a lesson: what the server keeps, and what waits here.
import type { Note } from '~/api/shapes.ts';
import type { Waiting } from '~/lib/outbox.ts';

export type NoteKind = 'unclear' | 'important' | 'words';
export const KINDS: readonly NoteKind[] = ['unclear', 'important', 'words'];
export const WORDS_MAX = 2_000;

/** What a note says. Its moment is on the lesson's clock. */
export interface NoteBody {
  kind: NoteKind;
  at_ms: number;
  words: string;
}
export interface OwnNote extends NoteBody {
  id: string;
  /** It is on this device only, until the server has it. */
  isWaiting: boolean;
  /** Why the server will never have it so, and the name under which that can be let go. */
  refused?: { code: string; waiting: string };
}

export const topicOf = (lesson: string) => `notes/${lesson}`;

/** What one has: as the server keeps it, with what waits done on top, by the moments. */
export function withWaiting(kept: readonly Note[], waits: readonly Waiting[]): OwnNote[] {
  const all = new Map<string, OwnNote>();
  for (const { id, kind, at_ms, words } of kept) {
    all.set(id, { id, kind, at_ms, words, isWaiting: false });
  }
  for (const one of waits) {
    const id = one.path.note ?? (one.body as { id: string }).id;
    if (one.route.startsWith('DELETE')) {
      if (!one.refused) all.delete(id);
      continue;
    }
    const { kind, at_ms, words } = one.body as NoteBody;
    const refused = one.refused && { code: one.refused, waiting: one.id };
    const note = { id, kind, at_ms, words, isWaiting: !refused };
    // Refused, it stands beside what the server keeps, so that the words can be taken elsewhere.
    all.set(refused ? `${id} ${one.id}` : id, { ...note, ...(refused && { refused }) });
  }
  return [...all.values()].sort((a, b) => a.at_ms - b.at_ms || (a.id < b.id ? -1 : 1));
}

/** How far apart two presses mean the same moment. */
const SAME_MS = 5_000;

/** The mark of a kind that stands at this moment already; one without words. */
export function markAt(notes: readonly OwnNote[], kind: NoteKind, ms: number): OwnNote | null {
  const near = notes.filter(
    (one) => one.kind === kind && !one.refused && Math.abs(one.at_ms - ms) < SAME_MS,
  );
  return near[0] ?? null;
}
