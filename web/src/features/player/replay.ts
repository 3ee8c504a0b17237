// The replay player: segments of all runs into one SourceBuffer on the lesson's clock.
// Without a picture a clock of its own runs, so that the entries still play.
import {
  ahead,
  comesFirst,
  fromPlain,
  jump,
  land,
  next,
  type Recording,
  type Run,
  type Segment,
  toPlain,
} from './track.ts';

export type ReplayState = 'loading' | 'ready' | 'waiting' | 'lost' | 'no_picture';

export interface ReplayEvents {
  onState(state: ReplayState): void;
  onPlaying(isPlaying: boolean): void;
  /** Addresses have run out; answers with fresh ones. */
  renew(): Promise<Recording>;
}

const AHEAD_S = 30;
const BEHIND_S = 60;
/** So many times a segment is tried before it is left out. */
const BAD = 2;
const RETRY_MS = [500, 1500, 3000, 6000];
type MediaSourceClass = typeof MediaSource;
const win = globalThis as { ManagedMediaSource?: MediaSourceClass; MediaSource?: MediaSourceClass };

export function typeOf(run: Run): string {
  return `video/mp4; codecs="${run.tracks.map((track) => track.codec).join(',')}"`;
}

export class ReplayPlayer {
  readonly video: HTMLVideoElement;
  readonly events: ReplayEvents;
  #recording: Recording;
  #kind: 'buffer' | 'native' | 'clock' = 'clock';
  #media: MediaSource | null = null;
  #buffer: SourceBuffer | null = null;
  #run: Run | null = null;
  #inits = new Map<string, ArrayBuffer>();
  #failed = new Map<string, number>();
  #isBusy = false;
  #isAppending = false;
  /** Where the picture is to begin once it can; until then one stands there. */
  #beginMs = 0;
  #hasBegun = false;
  #abort = new AbortController();
  #timer = 0;
  #retryAt = 0;
  #tries = 0;
  #state: ReplayState = 'loading';
  #clockMs = 0;
  #clockAt = 0;
  #isRunning = false;
  #rate = 1;

  constructor(video: HTMLVideoElement, recording: Recording, events: ReplayEvents) {
    this.video = video;
    this.events = events;
    this.#recording = recording;
    video.addEventListener('play', this.#heard);
    video.addEventListener('pause', this.#heard);
    video.addEventListener('ended', this.#heard);
    video.addEventListener('error', this.#onError);
    video.addEventListener('loadedmetadata', this.#onMetadata);
    video.addEventListener('suspend', this.#onSuspend);
  }

  /** A recording that goes on: what it has is what it had, and more. */
  grow(recording: Recording): void {
    const isFirst = !this.#recording.runs.some((run) => run.segments.length > 0);
    const hasPicture = recording.runs.some((run) => run.segments.length > 0);
    this.#recording = recording;
    const media = this.#media;
    if (this.#kind === 'clock' && isFirst && hasPicture) this.#beginAgain();
    else if (media?.readyState === 'open' && !this.#buffer?.updating && !this.#isBusy) {
      media.duration = recording.duration_ms / 1000;
    }
  }

  start(atMs: number): void {
    this.#begin(atMs);
    this.#timer = window.setInterval(() => this.#tend(), 200);
  }

  #begin(atMs: number): void {
    const { runs, media_prefix } = this.#recording;
    this.#beginMs = atMs;
    this.#hasBegun = false;
    const first = runs.find((run) => run.segments.length > 0);
    const Source = win.ManagedMediaSource ?? win.MediaSource;
    if (first && Source?.isTypeSupported(typeOf(first))) {
      this.#kind = 'buffer';
      const media = new Source();
      this.video.disableRemotePlayback = true;
      media.addEventListener('sourceopen', () => this.#open(media, first), { once: true });
      this.video.src = URL.createObjectURL(media);
    } else if (first && this.video.canPlayType('application/vnd.apple.mpegurl')) {
      this.#kind = 'native';
      const folder = first.init_url.startsWith('voice/') ? 'voice/' : '';
      this.video.src = `${media_prefix}/${folder}replay.m3u8`;
    } else {
      this.#clockMs = atMs;
      this.#set('no_picture');
    }
  }

  /** The picture is broken: builds it anew where one stands, and plays on if it played. */
  #beginAgain(): void {
    if (this.#abort.signal.aborted) return;
    const { isPlaying, positionMs } = this;
    if (this.video.src.startsWith('blob:')) URL.revokeObjectURL(this.video.src);
    this.#buffer = null;
    this.#run = null;
    // What was picture must be fetched again; only what is bad stays left out.
    for (const [url, times] of this.#failed) if (times < BAD) this.#failed.delete(url);
    this.#begin(positionMs);
    if (isPlaying) this.video.play().catch(() => this.#heard());
  }

  #onMetadata = () => {
    if (this.#kind !== 'native') return;
    this.#hasBegun = true;
    this.#tries = 0;
    this.#place(this.#beginMs);
    this.#set('ready');
  };

  /** A phone that saves data waits for a press before it fetches anything. */
  #onSuspend = () => {
    if (this.#kind === 'native' && this.#state === 'loading') this.#set('ready');
  };

  #onError = () => {
    // A fault in what is being appended is answered there.
    if (!this.video.error || this.#isAppending) return;
    if (this.#kind === 'native') void this.#renewNative();
    if (this.#kind !== 'buffer') return;
    const shown = next(this.#recording.runs, [], this.positionMs, this.#isBad);
    if (shown) this.#failed.set(shown.segment.url, BAD);
    this.#beginAgain();
  };

  /** A native player says only that it failed; most often its addresses have run out. */
  async #renewNative(): Promise<void> {
    if (this.#tries > 0) this.#set('lost');
    const wait = this.#tries > 0 ? this.#waitMs() : 0;
    this.#tries += 1;
    await new Promise((resolve) => setTimeout(resolve, wait));
    const fresh = await this.events.renew().catch(() => null);
    if (fresh) this.#recording = fresh;
    this.#beginAgain();
  }

  #waitMs(): number {
    return RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] as number;
  }

  destroy(): void {
    clearInterval(this.#timer);
    this.#abort.abort();
    this.video.removeEventListener('play', this.#heard);
    this.video.removeEventListener('pause', this.#heard);
    this.video.removeEventListener('ended', this.#heard);
    this.video.removeEventListener('error', this.#onError);
    this.video.removeEventListener('loadedmetadata', this.#onMetadata);
    this.video.removeEventListener('suspend', this.#onSuspend);
    if (this.video.src.startsWith('blob:')) URL.revokeObjectURL(this.video.src);
    this.video.removeAttribute('src');
    this.video.load();
  }

  /** Lesson time on screen. */
  get positionMs(): number {
    if (this.#kind !== 'clock' && !this.#hasBegun) return this.#beginMs;
    if (this.#kind === 'buffer') return this.video.currentTime * 1000;
    if (this.#kind === 'native') {
      return fromPlain(this.#recording.runs, this.video.currentTime * 1000);
    }
    const gone = this.#isRunning ? (performance.now() - this.#clockAt) * this.#rate : 0;
    return Math.min(this.#recording.duration_ms, this.#clockMs + gone);
  }

  get isPlaying(): boolean {
    return this.#kind === 'clock' ? this.#isRunning : !this.video.paused && !this.video.ended;
  }

  seek(ms: number): void {
    const wish = Math.min(Math.max(0, ms), this.#recording.duration_ms);
    const { runs } = this.#recording;
    if (this.#kind === 'clock') {
      this.#clockMs = wish;
      this.#clockAt = performance.now();
      return;
    }
    const to = land(runs, wish) ?? wish;
    this.#failed.clear();
    this.#retryAt = 0;
    if (this.#hasBegun) this.#place(to);
    else this.#beginMs = to;
  }

  toggle(): void {
    const isOver = this.positionMs >= this.#recording.duration_ms || this.#isAtEnd();
    if (!this.isPlaying && isOver) this.seek(0);
    if (this.#kind === 'clock') {
      this.#clockMs = this.positionMs;
      this.#clockAt = performance.now();
      this.#isRunning = !this.#isRunning;
      this.#heard();
    } else if (this.isPlaying) this.video.pause();
    else this.video.play().catch(() => this.#heard());
  }

  setRate(rate: number): void {
    this.#clockMs = this.positionMs;
    this.#clockAt = performance.now();
    this.#rate = rate;
    this.video.defaultPlaybackRate = rate;
    this.video.playbackRate = rate;
  }

  #heard = () => this.events.onPlaying(this.isPlaying);

  #set(state: ReplayState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.events.onState(state);
  }

  #open(media: MediaSource, first: Run): void {
    this.#media = media;
    const buffer = media.addSourceBuffer(typeOf(first));
    media.duration = this.#recording.duration_ms / 1000;
    this.#buffer = buffer;
    this.#hasBegun = true;
    this.#place(this.#beginMs);
  }

  /** Puts the picture to a moment, or to the next one that has a picture. */
  #place(ms: number): void {
    const { runs } = this.#recording;
    const to = land(runs, ms) ?? ms;
    this.video.currentTime = (this.#kind === 'native' ? toPlain(runs, to) : to) / 1000;
    this.#tend();
  }

  #spans() {
    const { buffered } = this.video;
    return Array.from({ length: buffered.length }, (_, i) => ({
      start: buffered.start(i),
      end: buffered.end(i),
    }));
  }

  #tend(): void {
    if (this.#kind === 'clock') {
      if (this.#isRunning && this.positionMs >= this.#recording.duration_ms) this.toggle();
      return;
    }
    if (this.#kind !== 'buffer' || !this.#buffer) return;
    const { video } = this;
    const spans = this.#spans();
    if (video.readyState < 3 && !this.#buffer.updating) {
      const at = video.currentTime;
      const wanted = next(this.#recording.runs, spans, at * 1000, this.#isBad);
      // Whoever goes back waits for what comes first there, whatever lies ready further on.
      const to = wanted && comesFirst(wanted.segment, spans, at) ? null : jump(spans, at);
      if (to !== null) video.currentTime = to;
    }
    if (this.#state !== 'lost') this.#set(video.readyState >= 2 ? 'ready' : 'waiting');
    if (this.#isAtEnd() && !video.paused) video.pause();
    void this.#fill(spans);
  }

  #isAtEnd(): boolean {
    if (this.#kind !== 'buffer') return false;
    const { runs } = this.#recording;
    const last = runs[runs.length - 1];
    return last !== undefined && this.video.currentTime * 1000 >= last.end_ms - 120;
  }

  async #fill(spans: { start: number; end: number }[]): Promise<void> {
    const buffer = this.#buffer;
    const at = this.video.currentTime;
    if (!buffer || this.#isBusy || buffer.updating || performance.now() < this.#retryAt) return;
    const found = next(this.#recording.runs, spans, at * 1000, this.#isBad);
    if (!found) return;
    if (!comesFirst(found.segment, spans, at) && ahead(spans, at) >= AHEAD_S) return;
    this.#isBusy = true;
    try {
      const head = await this.#init(found.run);
      const body = await this.#fetch(found.segment.url);
      // Meanwhile the picture may have been built anew.
      if (buffer !== this.#buffer) return;
      // The same run is another object once the recording has grown.
      if (this.#run?.init_url !== found.run.init_url) {
        buffer.changeType?.(typeOf(found.run));
        await this.#do(() => buffer.appendBuffer(head));
        this.#run = found.run;
      }
      await this.#trim(buffer);
      await this.#do(() => buffer.appendBuffer(body));
      // Whatever did not become picture is tried once more, then left out.
      this.#failed.set(found.segment.url, (this.#failed.get(found.segment.url) ?? 0) + 1);
      this.#tries = 0;
      if (this.#state === 'lost') this.#set('waiting');
    } catch (error) {
      await this.#failedWith(error, found);
    } finally {
      this.#isBusy = false;
    }
  }

  #isBad = ({ url }: { url: string }) => (this.#failed.get(url) ?? 0) >= BAD;

  async #failedWith(error: unknown, { run, segment }: { run: Run; segment: Segment }) {
    if (this.#abort.signal.aborted) return;
    const { url } = segment;
    if (error instanceof BufferFault) {
      this.#failed.set(url, BAD);
      return this.#beginAgain();
    }
    if ((error as { name?: string }).name === 'NotSupportedError') {
      for (const one of run.segments) this.#failed.set(one.url, BAD);
      return;
    }
    const status = error instanceof MediaHttpError ? error.status : 0;
    if (status === 404) this.#failed.set(url, BAD);
    if (status === 403 || status === 410) {
      const fresh = await this.events.renew().catch(() => null);
      if (fresh) this.#recording = fresh;
      this.#run = null;
    }
    this.#retryAt = performance.now() + this.#waitMs();
    this.#tries += 1;
    if (this.video.readyState < 3 && this.#tries > 1) this.#set('lost');
  }

  async #init(run: Run): Promise<ArrayBuffer> {
    const known = this.#inits.get(run.init_url) ?? (await this.#fetch(run.init_url));
    this.#inits.set(run.init_url, known);
    return known;
  }

  async #fetch(url: string): Promise<ArrayBuffer> {
    const response = await fetch(`${this.#recording.media_prefix}/${url}`, {
      signal: this.#abort.signal,
      credentials: 'same-origin',
    });
    if (!response.ok) throw new MediaHttpError(response.status);
    return response.arrayBuffer();
  }

  /** Forgets what lies far behind, and far ahead after a jump back. */
  async #trim(buffer: SourceBuffer): Promise<void> {
    const at = this.video.currentTime;
    for (const { start, end } of this.#spans()) {
      if (start < at - BEHIND_S) {
        const to = Math.min(end, at - BEHIND_S / 2);
        await this.#do(() => buffer.remove(start, to));
      } else if (end > at + AHEAD_S * 4) {
        const from = Math.max(start, at + AHEAD_S * 2);
        await this.#do(() => buffer.remove(from, end));
      }
    }
  }

  #do(work: () => void): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      const buffer = this.#buffer;
      if (!buffer) return reject(new Error('media.closed'));
      const done = (settle: () => void) => () => {
        buffer.removeEventListener('updateend', ended);
        buffer.removeEventListener('error', failed);
        settle();
      };
      const ended = done(resolve);
      const failed = done(() => reject(new BufferFault()));
      buffer.addEventListener('updateend', ended);
      buffer.addEventListener('error', failed);
      this.#isAppending = true;
      try {
        work();
      } catch (error) {
        done(() => reject(error))();
      }
    }).finally(() => {
      this.#isAppending = false;
    });
  }
}

/** What was appended is no picture; the buffer takes nothing more. */
class BufferFault extends Error {}

class MediaHttpError extends Error {
  readonly status: number;

  constructor(status: number) {
    super(`media.http_${status}`);
    this.status = status;
  }
}
