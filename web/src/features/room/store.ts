// Ties one room's connection, reducer and timing together for the screen.
import { signal } from '@preact/signals';
import { call, callQuietly } from '~/api/call.ts';
import { codeText, Problem } from '~/api/problem.ts';
import type { Lesson } from '~/api/shapes.ts';
import { toast } from '~/ui/Toast.tsx';
import { applyEntry, applyMessage, EMPTY } from './model.ts';
import { browserWorld, type Link, RoomSocket } from './socket.ts';
import { Held } from './timing.ts';
import type { Action, Danmaku, Entry, ServerMessage } from './wire.ts';

export class RoomStore {
  readonly model = signal(EMPTY);
  readonly link = signal<Link>({ state: 'connecting' });
  readonly waiting = signal(0);
  /** Whether a live picture is on screen; set by the stage. */
  readonly isOnAir = signal(false);
  /** When each activity was first seen here, by this page's clock. */
  readonly seenAt = new Map<string, number>();
  readonly lesson: Lesson;
  /** Lesson time on screen; set by the stage. */
  pictureMs: () => number | null = () => null;
  onDanmaku: (one: Danmaku) => void = () => {};
  onClear: () => void = () => {};
  #socket: RoomSocket;
  #held: Held<Entry>;
  #timer = 0;

  constructor(lesson: Lesson, person: string) {
    this.lesson = lesson;
    this.#held = new Held((entry) => {
      if (entry.kind === 'danmaku.cleared') this.onClear();
      if (entry.kind === 'quiz.opened') this.seenAt.set(entry.body.activity, Date.now());
      this.model.value = applyEntry(this.model.value, entry);
    });
    const scheme = location.protocol === 'https:' ? 'wss' : 'ws';
    const url = `${scheme}://${location.host}/ws/rooms/${lesson.id}`;
    this.#socket = new RoomSocket(
      url,
      lesson.id,
      person,
      browserWorld(() => this.#check()),
      {
        onMessage: (message) => this.#hear(message),
        onLink: (link) => {
          this.link.value = link;
          if (link.state === 'signed_out') void this.#signInAgain();
        },
        onWaiting: (answers) => {
          this.waiting.value = answers;
        },
        onRefused: (refused) => {
          const seconds = Math.ceil((refused.retry_after_ms ?? 0) / 1000);
          toast(codeText(refused.code, { seconds }));
        },
        onUnsent: (messages) => {
          if (messages.length > 0) toast(codeText('network.unreachable'));
        },
      },
    );
  }

  start(): void {
    this.#socket.start();
    this.#timer = window.setInterval(() => this.#advance(), 100);
    addEventListener('online', this.#retry);
  }

  stop(): void {
    this.#socket.stop();
    clearInterval(this.#timer);
    removeEventListener('online', this.#retry);
  }

  send(action: Action): void {
    this.#socket.send(action);
  }

  /** Lesson time by the server's clock; what a learner's press is stamped with. */
  nowMs(): number | null {
    const offset = this.model.value.clockOffsetMs;
    return offset === null ? null : Math.round(Date.now() + offset);
  }

  #retry = () => this.#socket.retryNow();

  #picture(): number | null {
    const picture = this.pictureMs();
    return picture === null ? null : picture - this.model.value.shift_ms;
  }

  #advance(): void {
    this.#held.advance(this.#picture(), Date.now());
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'entry') {
      this.#held.offer(message, this.#picture(), Date.now());
      return;
    }
    if (message.type === 'welcome' && message.snapshot) this.#held.clear();
    this.model.value = applyMessage(this.model.value, message, Date.now());
    if (message.type === 'crowd') for (const one of message.danmaku) this.onDanmaku(one);
  }

  async #check() {
    try {
      await callQuietly('GET /api/lessons/{id}', { path: { id: this.lesson.id } });
      return 'fine' as const;
    } catch (error) {
      if (!(error instanceof Problem)) return 'unknown' as const;
      if (error.status === 401) return 'signed_out' as const;
      return error.status === 403 || error.status === 404
        ? ('forbidden' as const)
        : ('unknown' as const);
    }
  }

  async #signInAgain(): Promise<void> {
    // The call layer asks over this page; what was typed stays where it is.
    await call('GET /api/lessons/{id}', { path: { id: this.lesson.id } }).catch(() => null);
    this.#socket.retryNow();
  }
}
