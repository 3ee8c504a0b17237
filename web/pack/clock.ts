// The lesson's clock: a recorded run drives it while one plays; where nothing was recorded it runs
// by itself.
import { signal } from '@preact/signals';
import type { Lesson, Run } from './data.ts';

const TICK_MS = 200;
/** A gap is worth a word when somebody would wait through it. */
const GAP_TOLD_MS = 2_500;

export class Clock {
  readonly positionMs = signal(0);
  readonly isPlaying = signal(false);
  readonly rate = signal(1);
  /** The run on stage; nothing where none was recorded. */
  readonly run = signal<Run | null>(null);
  readonly failed = signal(false);
  /** Nothing was played yet: the first frame waits. */
  readonly isFresh = signal(true);
  readonly durationMs: number;
  #lesson: Lesson;
  /** Whether there are pages to look at where nothing was recorded. */
  #hasPages: boolean;
  #media: HTMLVideoElement | null = null;
  #timer = 0;

  constructor(lesson: Lesson, hasPages: boolean) {
    this.#lesson = lesson;
    this.#hasPages = hasPages;
    const ends = lesson.runs.map((run) => run.start_ms + run.duration_ms);
    this.durationMs = Math.max(1, lesson.duration_ms, ...ends);
    this.run.value = this.#runAt(0);
    const first = lesson.runs[0];
    // The recording often begins some seconds after the lesson.
    const isSoon = first && (!hasPages || first.start_ms <= GAP_TOLD_MS);
    if (isSoon && !this.run.value) this.seek(first.start_ms);
  }

  /** Takes the element that plays the runs. */
  attach(media: HTMLVideoElement | null): void {
    this.#media = media;
    if (media) this.#load();
  }

  toggle(): void {
    if (this.isPlaying.value) this.pause();
    else this.play();
  }

  play(): void {
    if (this.positionMs.value >= this.durationMs - 50) this.seek(0);
    this.isFresh.value = false;
    this.isPlaying.value = true;
    this.#go();
  }

  pause(): void {
    this.isPlaying.value = false;
    this.#media?.pause();
    clearInterval(this.#timer);
  }

  setRate(rate: number): void {
    this.rate.value = rate;
    if (this.#media) this.#media.playbackRate = rate;
  }

  seek(ms: number): void {
    const to = Math.min(Math.max(0, ms), this.durationMs);
    const run = this.#runAt(to);
    const isOther = run !== this.run.value;
    this.positionMs.value = to;
    this.run.value = run;
    if (isOther) this.#load();
    else this.#place();
    if (this.isPlaying.value) this.#go();
  }

  /** Whether nothing was recorded here for so long that it has to be said. */
  get isInGap(): boolean {
    if (this.run.value) return false;
    const at = this.positionMs.value;
    const { runs } = this.#lesson;
    const from = runs.filter((run) => run.start_ms + run.duration_ms <= at).at(-1);
    const to = runs.find((run) => run.start_ms > at)?.start_ms ?? this.durationMs;
    return to - (from ? from.start_ms + from.duration_ms : 0) > GAP_TOLD_MS;
  }

  /** The element's time moved. */
  moved(): void {
    const run = this.run.value;
    const media = this.#media;
    if (!run || !media || media.seeking || media.readyState < 1) return;
    this.positionMs.value = run.start_ms + media.currentTime * 1000;
  }

  /** The element came to the end of its run. */
  ended(): void {
    const run = this.run.value;
    if (!run) return;
    this.#leave(run.start_ms + run.duration_ms);
  }

  /** The element cannot play its run. */
  broke(): void {
    this.failed.value = true;
  }

  #runAt(ms: number): Run | null {
    const holds = (run: Run) => ms >= run.start_ms && ms < run.start_ms + run.duration_ms;
    return this.#lesson.runs.find(holds) ?? null;
  }

  #load(): void {
    const media = this.#media;
    const run = this.run.value;
    if (!media) return;
    this.failed.value = false;
    if (!run) {
      media.removeAttribute('src');
      media.load();
      return;
    }
    media.src = run.file;
    media.playbackRate = this.rate.value;
    this.#place();
  }

  #place(): void {
    const media = this.#media;
    const run = this.run.value;
    if (!media || !run) return;
    // Some browsers draw the first frame only when they are sent to a moment after the start.
    const seconds = Math.max(0.001, (this.positionMs.value - run.start_ms) / 1000);
    const place = () => {
      media.currentTime = seconds;
      media.playbackRate = this.rate.value;
      if (this.isPlaying.value) void media.play().catch(() => this.pause());
    };
    if (media.readyState >= 1) place();
    else media.addEventListener('loadedmetadata', place, { once: true });
  }

  #go(): void {
    clearInterval(this.#timer);
    if (this.run.value) {
      void this.#media?.play().catch(() => this.pause());
      return;
    }
    this.#media?.pause();
    this.#timer = window.setInterval(() => this.#tick(), TICK_MS);
  }

  #tick(): void {
    this.#leave(this.positionMs.value + TICK_MS * this.rate.value);
  }

  /** Goes on where no run plays. */
  #leave(ms: number): void {
    const { runs } = this.#lesson;
    const next = runs.find((run) => run.start_ms >= ms - 50);
    const isTold = this.#hasPages || runs.length === 0;
    if (next && (!isTold || next.start_ms <= ms)) {
      this.seek(Math.max(ms, next.start_ms));
      return;
    }
    if (ms >= this.durationMs || (!next && !isTold)) {
      this.positionMs.value = Math.min(ms, this.durationMs);
      this.pause();
      return;
    }
    this.seek(ms);
  }
}
