// What a person did and the server does not know yet: kept on this device until the server has
// answered. Everything in here has a name made on the device, so that it counts once however often
// it goes out.
import { signal } from '@preact/signals';
import { callQuietly } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import type { Answers, Route, Takes } from '~/api/shapes.ts';
import { newClientId } from './client_id.ts';
import { putRow, removeRow, rowsOf } from './device_rows.ts';
import { me } from './session.ts';
import { remember } from './settings.ts';

export interface Waiting {
  /** Made on the device. */
  id: string;
  /** What came before goes out before: its time, one later where two have the same. */
  order: number;
  person: string;
  /** What it is about, as `late-answers/{lesson}`: who shows it finds it by this. */
  topic: string;
  route: Route;
  path: Record<string, string>;
  body?: unknown;
  /** The code with which the server refused it for good. */
  refused?: string;
}

/** What waits of the person who is signed in, in order. */
export const waiting = signal<Waiting[]>([]);

/** Whether the last try found no server: what waits does so for the network. */
export const isStuck = signal(false);

/** What a page tells the others of this browser: one of them sends for all. */
type Told =
  | { kind: 'changed'; isStuck: boolean }
  | { kind: 'taken'; isStuck: boolean; one: Waiting; answer: unknown };

/** Remembered while anything waits, so that a later start looks. */
const WAITS = 'waits';
const RETRY_MS = [3_000, 8_000, 20_000, 60_000];
type Heard = (one: Waiting, answer: unknown) => void;
const listeners = new Set<Heard>();
const others = 'BroadcastChannel' in globalThis ? new BroadcastChannel('xingtan-outbox') : null;
let sending: Promise<void> | null = null;
/** Whether something came while a run was on, which may have ended without seeing it. */
let isWanted = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let tries = 0;

/** Hears of what the server took, with its answer. */
export function onSent(heard: Heard): () => void {
  listeners.add(heard);
  return () => listeners.delete(heard);
}

async function own(): Promise<Waiting[]> {
  const person = me.peek()?.id;
  const rows = await rowsOf<Waiting>('outbox');
  return rows.filter((one) => one.person === person).sort((a, b) => a.order - b.order);
}

/** Finds what waits from earlier, and sends it. */
export async function openOutbox(): Promise<void> {
  waiting.value = await own();
  void sendWaiting();
}

/** Keeps something and sends it; it is safe on the device when this resolves. */
export async function post<R extends Route>(
  topic: string,
  route: R,
  { path, body }: Takes<R> & { path: Record<string, string>; body?: unknown },
  id: string = newClientId(),
): Promise<void> {
  const person = me.peek()?.id;
  if (!person) throw new Problem({ code: 'session.required', status: 401 });
  const last = waiting.peek()[waiting.peek().length - 1]?.order ?? 0;
  const order = Math.max(Date.now(), last + 1);
  const one: Waiting = {
    id,
    order,
    person,
    topic,
    route,
    path,
    ...(body !== undefined && { body }),
  };
  await putRow('outbox', one);
  remember(WAITS, '1');
  waiting.value = [...waiting.peek(), one];
  tries = 0;
  tell({ kind: 'changed' });
  void sendWaiting();
}

/** Lets go what was refused, or is not wanted any more. */
export async function giveUp(id: string): Promise<void> {
  await letGo(id);
  tell({ kind: 'changed' });
}

async function letGo(id: string): Promise<void> {
  await removeRow('outbox', id);
  waiting.value = waiting.peek().filter((one) => one.id !== id);
}

/** Tells the other pages, which then know what this one knows. */
function tell(what: { kind: 'changed' } | { kind: 'taken'; one: Waiting; answer: unknown }): void {
  others?.postMessage({ ...what, isStuck: isStuck.peek() });
}

/** Another page sent something, or has something new that waits. */
async function hearOther(told: Told): Promise<void> {
  isStuck.value = told.isStuck;
  // What is another person's is nothing to this page.
  if (told.kind === 'taken' && told.one.person === me.peek()?.id) {
    for (const heard of listeners) heard(told.one, told.answer);
  }
  for (;;) {
    const before = waiting.peek();
    const now = await own();
    // What came while the rows were read may not be among them.
    if (waiting.peek() !== before) continue;
    waiting.value = now;
    return;
  }
}

/** Sends what waits, one after another; of several pages one does it. */
export function sendWaiting(): Promise<void> {
  if (sending) isWanted = true;
  sending ??= sendWanted().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendWanted(): Promise<void> {
  do {
    isWanted = false;
    await withLock(sendAll);
  } while (isWanted);
}

async function withLock(work: () => Promise<void>): Promise<void> {
  const locks = (navigator as { locks?: LockManager }).locks;
  if (!locks) return work();
  return locks.request('xingtan-outbox', { ifAvailable: true }, async (lock) => {
    if (lock) await work();
    else later();
  });
}

async function sendAll(): Promise<void> {
  clearTimeout(timer);
  let known: string | null = null;
  for (;;) {
    const all = await own();
    waiting.value = all;
    const one = all.find((row) => !row.refused);
    if (!one) {
      if ((await rowsOf('outbox')).length === 0) remember(WAITS, null);
      return;
    }
    try {
      // The browser's session may be another person's by now, by a sign-in on another page.
      known ??= (await callQuietly('GET /api/me')).id;
      if (known !== one.person) return;
      const take = callQuietly as (route: Route, args: object) => Promise<Answers<Route>>;
      const answer = await take(one.route, { path: one.path, body: one.body });
      tries = 0;
      isStuck.value = false;
      for (const heard of listeners) heard(one, answer);
      await letGo(one.id);
      tell({ kind: 'taken', one, answer });
    } catch (error) {
      if (known === null || !isFinal(error)) {
        const isNews = !isStuck.peek();
        isStuck.value = true;
        if (isNews) tell({ kind: 'changed' });
        return later();
      }
      await putRow('outbox', { ...one, refused: (error as Problem).code });
      tell({ kind: 'changed' });
    }
  }
}

/** Whether trying again would change nothing. */
function isFinal(error: unknown): boolean {
  if (!(error instanceof Problem)) return false;
  const { status } = error;
  return status >= 400 && status < 500 && ![401, 408, 425, 429].includes(status);
}

function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendWaiting(), RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
  tries += 1;
}

if (others) others.onmessage = ({ data }) => void hearOther(data as Told).catch(() => {});

if (typeof addEventListener === 'function') {
  addEventListener('online', () => {
    tries = 0;
    if (waiting.peek().some((one) => !one.refused)) void sendWaiting();
  });
}
