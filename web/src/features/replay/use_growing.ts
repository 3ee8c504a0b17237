import { useEffect, useRef, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { fromBase64, surfaceOf } from '../ink/frames.ts';
import type { Drawn } from '../ink/ink_replay.ts';
import type { Recording } from '../player/track.ts';
import type { Entry, InkDrawn } from '../room/wire.ts';
import { lessonDecks } from '../slides/api.ts';
import { deckOf, inkName, type LessonDeck } from '../slides/deck.ts';

/** A lesson that goes on: its log, its recording and its pages as far as they are known. */
export interface Growing {
  entries: Entry[];
  recording: Recording;
  decks: LessonDeck[];
  /** What was drawn on each surface, on the clock of the picture; these lists grow. */
  ink: Record<string, Drawn[]>;
}

const EVERY_MS = 3_000;
const PAGE = 500;

async function entriesAfter(id: string, known: Entry[]): Promise<Entry[]> {
  const all = [...known];
  for (;;) {
    const after = all[all.length - 1]?.seq ?? 0;
    const query = { after, limit: PAGE, ink: true };
    const page = await callQuietly('GET /api/lessons/{id}/entries', { path: { id }, query });
    all.push(...(page.items as Entry[]));
    if (!page.next || page.items.length === 0) return all;
  }
}

/** Whether a page was turned to of a deck that came later. */
function lacksDeck(decks: LessonDeck[], entries: Entry[]): boolean {
  return entries.some(
    (one) =>
      one.kind === 'page.turned' &&
      one.body.surface.kind === 'slide' &&
      !deckOf(decks, one.body.surface),
  );
}

async function read(id: string, old: Growing | null): Promise<Growing> {
  const [recording, entries] = await Promise.all([
    callQuietly('GET /api/lessons/{id}/replay', { path: { id } }),
    entriesAfter(id, old?.entries ?? []),
  ]);
  const shiftMs = recording.shift_ms;
  let decks = old?.decks ?? [];
  if (lacksDeck(decks, entries)) decks = await lessonDecks(id).catch(() => decks);
  const ink = old?.ink ?? {};
  for (const one of entries.slice(old?.entries.length ?? 0)) {
    if (one.kind === 'ink.drawn') draw(ink, one, shiftMs);
    const name = one.kind === 'page.turned' && inkName(decks, one.body.surface);
    // Nothing is drawn there yet, and may be by the time the class comes there.
    if (name) ink[name] ??= [];
  }
  const isOld = entries.length === old?.entries.length;
  // What did not grow stays the same, so that nobody folds it again.
  return { recording, decks, ink, entries: isOld && old ? old.entries : entries };
}

function draw(ink: Growing['ink'], entry: InkDrawn, shiftMs: number): void {
  const bytes = fromBase64(entry.body.op);
  const name = surfaceOf(bytes);
  const log = ink[name] ?? [];
  ink[name] = log;
  log.push({ at_ms: Math.max(0, entry.at_ms + shiftMs), by: entry.by ?? '', bytes });
}

/** The log and the recording of a lesson, read again while it goes on. */
export function useGrowing({ id }: Lesson): Growing | null {
  const [found, setFound] = useState<Growing | null>(null);
  const latest = useRef<Growing | null>(null);
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      // Without a network the class goes on with what is there; it is asked for again.
      const next = await read(id, latest.current).catch(() => null);
      if (isGone) return;
      if (next) {
        latest.current = next;
        setFound(next);
      }
      timer = setTimeout(look, EVERY_MS);
    };
    void look();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [id]);
  return found;
}
