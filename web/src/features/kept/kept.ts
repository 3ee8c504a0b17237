// Lessons kept on this device: each belongs to the person who kept it, and to nobody else here.
import { Problem } from '~/api/problem.ts';
import type { LateAnswer, Note } from '~/api/shapes.ts';
import { putRow, removeRow, rowOf, rowsOf } from '~/lib/device_rows.ts';
import { cacheName, dropCaches, WHO } from '~/lib/kept_caches.ts';
import { giveUp, type Waiting, waiting } from '~/lib/outbox.ts';
import { me } from '~/lib/session.ts';
import type { LessonParts } from './parts.ts';
import type { Choice } from './plan.ts';

/** Of the shape below; what an older release kept in another one is fetched again. */
const FORMAT = 1;

/** A worker that knows what it is asked says so by then. */
const HEARD_MS = 5_000;

export interface KeptInk {
  at_ms: number;
  by: string;
  bytes: Uint8Array;
}
export interface KeptLesson {
  format: number;
  person: string;
  lesson: string;
  choice: Choice;
  /** Whether all of it is there. */
  isWhole: boolean;
  bytes: number;
  kept_at: string;
  /** When it was last watched; what is kept and not opened goes in the end. */
  opened_at?: string;
  parts: LessonParts;
  /** Ink by surface, on the lesson's clock. */
  ink: Record<string, KeptInk[]>;
  /** One's own, as the server had them when this device last heard of it. */
  late: LateAnswer[];
  notes: Note[];
}

/** The worker answers addresses below this from what is kept, to the person they name. */
export const filesPrefix = (person: string, lesson: string) => `/kept-files/${person}/${lesson}`;

/** Whether this browser can keep lessons, by an address that is safe. */
export function canKeep(): boolean {
  const win = globalThis as { ManagedMediaSource?: unknown; MediaSource?: unknown };
  const plays = Boolean(win.ManagedMediaSource ?? win.MediaSource);
  return isSecureContext && 'serviceWorker' in navigator && 'caches' in globalThis && plays;
}

/** Starts the worker, and waits until it answers for this page. */
export async function startWorker(): Promise<void> {
  await navigator.serviceWorker.register('/sw.js');
  await navigator.serviceWorker.ready;
  const person = me.peek();
  const who = await caches.open(WHO);
  const headers = { 'content-type': 'application/json' };
  await who.put('/api/me', new Response(JSON.stringify(person), { headers }));
  if (navigator.serviceWorker.controller) return;
  await new Promise<void>((done) => {
    navigator.serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
    setTimeout(done, 3_000);
  });
}

/** Has the worker hold what draws formulas; throws when that could not be fetched. */
export async function holdFormulas(): Promise<void> {
  const worker = (await navigator.serviceWorker.ready).active;
  const answer = await new Promise<unknown>((done) => {
    const { port1, port2 } = new MessageChannel();
    // A worker of an older release says nothing; with it their sources stand there.
    const timer = setTimeout(() => done('held'), HEARD_MS);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      if (data !== 'heard') done(data);
    };
    worker?.postMessage('formulas', [port2]);
  });
  if (answer !== 'held') throw new Problem({ code: 'network.unreachable' });
}

export const putKept = (row: Omit<KeptLesson, 'format'>) =>
  putRow('kept', { format: FORMAT, ...row });

export async function keptOf(lesson: string): Promise<KeptLesson | null> {
  const person = me.peek()?.id;
  if (!person) return null;
  const row = await rowOf<KeptLesson>('kept', [person, lesson]).catch(() => null);
  return row?.format === FORMAT ? row : null;
}

/** A lesson that plays without a network now. */
export async function playable(lesson: string): Promise<KeptLesson | null> {
  if (!globalThis.navigator?.serviceWorker?.controller) return null;
  const row = await keptOf(lesson);
  return row?.isWhole ? row : null;
}

/** All of the person who is signed in, the newest first. */
export async function allKept(): Promise<KeptLesson[]> {
  const person = me.peek()?.id;
  const rows = (await rowsOf<KeptLesson>('kept')).filter((one) => one.person === person);
  return rows.sort((a, b) => (a.kept_at < b.kept_at ? 1 : -1));
}

/** Keeps what the server now says of one's own answers and notes. */
export async function updateKept(
  lesson: string,
  known: Partial<Pick<KeptLesson, 'late' | 'notes' | 'opened_at'>>,
): Promise<void> {
  const row = await keptOf(lesson);
  if (row) await putRow('kept', { ...row, ...known });
}

export async function removeKept(lesson: string): Promise<void> {
  const person = me.peek()?.id;
  if (!person) return;
  await removeRow('kept', [person, lesson]);
  if ('caches' in globalThis) await caches.delete(cacheName(person, lesson));
}

export interface Holdings {
  lessons: number;
  bytes: number;
  /** What was done here and the server does not know yet. */
  waiting: number;
}

/** What would be lost by signing out here. */
export async function holdings(): Promise<Holdings> {
  const rows = await allKept().catch(() => []);
  const bytes = rows.reduce((sum, one) => sum + one.bytes, 0);
  const waits = waiting.peek().filter((one) => !one.refused).length;
  return { lessons: rows.length, bytes, waiting: waits };
}

/** Takes away all that this device keeps of the person who is signed in. */
export async function removeAll(): Promise<void> {
  const person = me.peek()?.id;
  if (!person) return;
  // What one step cannot take away does not keep the next from it.
  const nothing = () => [];
  await dropCaches(person).catch(nothing);
  for (const one of await allKept().catch(nothing)) {
    await removeRow('kept', [person, one.lesson]).catch(nothing);
  }
  for (const one of await rowsOf<Waiting>('outbox').catch(nothing)) {
    if (one.person === person) await giveUp(one.id).catch(nothing);
  }
}
