// The live player: fMP4 over one HTTP response into one SourceBuffer. No framework here.
import { Boxes, type Range, steer, trim } from './delay.ts';

export type PlayerState = 'idle' | 'connecting' | 'playing' | 'stalled' | 'lost' | 'unsupported';

export interface Source {
  prefix: string;
  tracks: { id: number; codec: string }[];
}
export interface PlayerEvents {
  onState(state: PlayerState): void;
  /** The browser allows no sound before a touch. */
  onNeedsTouch(needs: boolean): void;
}

type MediaSourceClass = typeof MediaSource;
const win = globalThis as { ManagedMediaSource?: MediaSourceClass; MediaSource?: MediaSourceClass };
const RETRY_MS = [300, 800, 1500, 3000, 5000];

/** Address to play and the type of its buffer. */
export function request(source: Source): { url: string; type: string } {
  const ids = source.tracks.map((track) => track.id).join(',');
  const codecs = source.tracks.map((track) => track.codec).join(',');
  return {
    url: `${source.prefix}/live.mp4?tracks=${ids}`,
    type: `video/mp4; codecs="${codecs}"`,
  };
}

export class LivePlayer {
  #source: Source | null = null;
  #abort: AbortController | null = null;
  #buffer: SourceBuffer | null = null;
  #queue: Uint8Array[] = [];
  #tries = 0;
  #timer = 0;
  #watch = 0;
  #state: PlayerState = 'idle';
  #hls: { destroy(): void } | null = null;

  readonly video: HTMLVideoElement;
  readonly events: PlayerEvents;

  constructor(video: HTMLVideoElement, events: PlayerEvents) {
    this.video = video;
    this.events = events;
    video.addEventListener('waiting', this.#onWaiting);
    video.addEventListener('playing', this.#onPlaying);
    this.#watch = window.setInterval(() => this.#tend(), 250);
  }

  /** Lesson time on screen; null without a picture. */
  get lessonMs(): number | null {
    const shows = this.#state === 'playing' || this.#state === 'stalled';
    return shows && this.video.readyState >= 2 ? this.video.currentTime * 1000 : null;
  }

  /** How far the screen is behind the newest picture received. */
  get behindMs(): number {
    const ranges = this.#ranges();
    const last = ranges[ranges.length - 1];
    return last ? Math.max(0, (last.end - this.video.currentTime) * 1000) : 0;
  }

  /** A run began, or its address was renewed; a running response goes on under the old address. */
  play(source: Source): void {
    const old = this.#source;
    this.#source = source;
    const isSame = old && request(old).type === request(source).type && this.#abort;
    if (!isSame) this.#connect();
  }

  stop(): void {
    this.#source = null;
    this.#close();
    this.#set('idle');
  }

  destroy(): void {
    this.stop();
    clearInterval(this.#watch);
    this.video.removeEventListener('waiting', this.#onWaiting);
    this.video.removeEventListener('playing', this.#onPlaying);
  }

  /** Called from a touch, when browsers allow sound. */
  unmute(): void {
    this.video.muted = false;
    this.#start();
  }

  #onWaiting = () => {
    if (this.#state === 'playing') this.#set('stalled');
  };
  #onPlaying = () => this.#set('playing');

  #set(state: PlayerState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.events.onState(state);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = null;
    this.#hls?.destroy();
    this.#hls = null;
    this.#buffer = null;
    this.#queue = [];
    if (this.video.src.startsWith('blob:')) URL.revokeObjectURL(this.video.src);
    this.video.removeAttribute('src');
    this.video.load();
  }

  #connect(): void {
    this.#close();
    if (!this.#source) return;
    if (this.#state !== 'lost') this.#set('connecting');
    const { url, type } = request(this.#source);
    const Source = win.ManagedMediaSource ?? win.MediaSource;
    if (!Source?.isTypeSupported(type)) {
      void this.#fallBack(this.#source, Source !== undefined);
      return;
    }
    const abort = new AbortController();
    this.#abort = abort;
    const media = new Source();
    this.video.disableRemotePlayback = true;
    media.addEventListener('sourceopen', () => void this.#read(media, url, type, abort), {
      once: true,
    });
    this.video.src = URL.createObjectURL(media);
  }

  async #read(media: MediaSource, url: string, type: string, abort: AbortController) {
    try {
      const buffer = media.addSourceBuffer(type);
      this.#buffer = buffer;
      buffer.addEventListener('updateend', () => this.#feed());
      const response = await fetch(url, { signal: abort.signal, credentials: 'same-origin' });
      const reader = response.ok ? response.body?.getReader() : undefined;
      if (!reader) throw new Error(`media.http_${response.status}`);
      const boxes = new Boxes();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        for (const box of boxes.push(value)) this.#queue.push(box.bytes);
        this.#feed();
      }
    } catch {
      // Every failure is answered the same way: ask again, later each time.
    }
    if (!abort.signal.aborted) this.#again();
  }

  #again(): void {
    this.#abort = null;
    this.#set('lost');
    const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] as number;
    this.#tries += 1;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#connect(), wait * (0.75 + Math.random() / 2));
  }

  #feed(): void {
    const buffer = this.#buffer;
    if (!buffer || buffer.updating) return;
    const forget = trim(this.video.currentTime, this.#ranges());
    try {
      if (forget) buffer.remove(forget.start, forget.end);
      else {
        const next = this.#queue.shift();
        if (next) buffer.appendBuffer(next as BufferSource);
      }
    } catch {
      // A full buffer: keep the newest few seconds and begin again at the edge.
      this.#again();
    }
  }

  #ranges(): Range[] {
    const found: Range[] = [];
    const { buffered } = this.video;
    for (let i = 0; i < buffered.length; i += 1) {
      found.push({ start: buffered.start(i), end: buffered.end(i) });
    }
    return found;
  }

  #tend(): void {
    if (!this.#buffer) return;
    const { video } = this;
    const { rate, seekTo } = steer(video.currentTime, this.#ranges(), !video.paused);
    if (seekTo !== null) video.currentTime = seekTo;
    if (video.playbackRate !== rate) video.playbackRate = rate;
    if (video.paused && video.readyState >= 2) this.#start();
    if (!video.paused && video.readyState >= 3) this.#tries = 0;
  }

  #start(): void {
    this.video.play().then(
      () => this.events.onNeedsTouch(this.video.muted),
      (error: unknown) => {
        if ((error as { name?: string }).name !== 'NotAllowedError' || this.video.muted) return;
        this.video.muted = true;
        this.#start();
      },
    );
  }

  async #fallBack(source: Source, hasMediaSource: boolean): Promise<void> {
    const url = `${source.prefix}/index.m3u8`;
    if (this.video.canPlayType('application/vnd.apple.mpegurl')) {
      this.video.src = url;
      this.#start();
      return;
    }
    if (!hasMediaSource) {
      this.#set('unsupported');
      return;
    }
    const { default: Hls } = await import('hls.js');
    if (!Hls.isSupported() || this.#source !== source) {
      this.#set('unsupported');
      return;
    }
    const hls = new Hls({ liveSyncDurationCount: 2 });
    this.#hls = hls;
    hls.loadSource(url);
    hls.attachMedia(this.video);
    this.#start();
  }
}
