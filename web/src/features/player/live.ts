// The live player: fMP4 over one HTTP response into one SourceBuffer, or HLS where that does not
// work. No framework here.
import type { Delivery } from './choice.ts';
import { Boxes, type Range, steer, trim } from './delay.ts';
import type { HlsStream } from './hls.ts';

export type PlayerState = 'idle' | 'connecting' | 'playing' | 'stalled' | 'lost' | 'unsupported';

export interface Source {
  prefix: string;
  tracks: { id: number; codec: string }[];
  /** UTC at lesson time zero. */
  openedMs: number;
  /** Whether it is the voice alone; its tracks are then the server's affair. */
  isVoice?: boolean;
  /** An HLS address that stays good to the end, for players that cannot be given another. */
  lastingUrl(): Promise<string>;
}
/** How what is played arrives. */
export interface Gauge {
  isFlowing: boolean;
  /** Seconds in hand. */
  bufferS: number;
  /** What has come so far. */
  bytes: number;
}
export interface PlayerEvents {
  onState(state: PlayerState): void;
  /** The browser allows no sound before a touch, or not even a picture. */
  onNeedsTouch(needs: boolean): void;
}

type MediaSourceClass = typeof MediaSource;
const win = globalThis as { ManagedMediaSource?: MediaSourceClass; MediaSource?: MediaSourceClass };
const RETRY_MS = [300, 800, 1500, 3000, 5000];
/** A response that says nothing for so long is held back on its way: such networks carry HLS. */
const HELD_BACK_MS = 12_000;
/** A response that falls silent for so long in the middle has lost its way: it is asked for anew. */
const SILENT_MS = 8_000;
/** A picture that has stood still for so long holds nothing back any more. */
const STILL_MS = 4_000;
/** How far behind the newest a voice plays: thin lines pause. */
const VOICE_BEHIND_S = 3;
/** Safari's native player knows which UTC its time zero is. */
type Dated = HTMLVideoElement & { getStartDate?(): Date };

/** Address to play and the type of its buffer. */
export function request(source: Source): { url: string; type: string } {
  if (source.isVoice) {
    return { url: `${source.prefix}/voice/live.mp4`, type: 'audio/mp4; codecs="mp4a.40.2"' };
  }
  const ids = source.tracks.map((track) => track.id).join(',');
  const codecs = source.tracks.map((track) => track.codec).join(',');
  return {
    url: `${source.prefix}/live.mp4?tracks=${ids}`,
    type: `video/mp4; codecs="${codecs}"`,
  };
}

/** What an address opens, whenever it was signed. */
const scope = ({ prefix }: Source) => prefix.split('/').pop();

export class LivePlayer {
  #source: Source | null = null;
  #abort: AbortController | null = null;
  #buffer: SourceBuffer | null = null;
  #queue: Uint8Array[] = [];
  #tries = 0;
  #timer = 0;
  #watch = 0;
  #state: PlayerState = 'idle';
  #way: 'fmp4' | 'hls' | 'native' = 'fmp4';
  #hls: HlsStream | null = null;
  #delivery: Delivery = 'auto';
  #isHeldBack = false;
  #heardAt = 0;
  #hasBytes = false;
  /** Whether we turned the sound off, for the browser's sake; a person's own wish is none of it. */
  #isSilenced = false;
  #stalledAt = 0;

  #bytes = 0;

  readonly video: HTMLMediaElement;
  readonly events: PlayerEvents;

  constructor(video: HTMLMediaElement, events: PlayerEvents) {
    this.video = video;
    this.events = events;
    video.addEventListener('waiting', this.#onWaiting);
    video.addEventListener('playing', this.#onPlaying);
    video.addEventListener('volumechange', this.#onVolume);
    this.#watch = window.setInterval(() => this.#tend(), 250);
  }

  /** Lesson time on screen; null without a picture that moves. */
  get lessonMs(): number | null {
    const isStill = this.#state === 'stalled' && performance.now() - this.#stalledAt > STILL_MS;
    const shows = (this.#state === 'playing' || this.#state === 'stalled') && !isStill;
    if (!shows || this.video.readyState < 2 || !this.#source) return null;
    if (this.#way === 'fmp4') return this.video.currentTime * 1000;
    const utc = this.#hls ? this.#hls.utcMs : this.#nativeUtcMs();
    return utc === null ? null : utc - this.#source.openedMs;
  }

  #nativeUtcMs(): number | null {
    const start = (this.video as Dated).getStartDate?.().getTime() ?? Number.NaN;
    return Number.isNaN(start) ? null : start + this.video.currentTime * 1000;
  }

  /** How far the screen is behind the newest picture received. */
  get behindMs(): number {
    const ranges = this.#ranges();
    const last = ranges[ranges.length - 1];
    return last ? Math.max(0, (last.end - this.video.currentTime) * 1000) : 0;
  }

  gauge(): Gauge {
    // A browser that waits for a touch is not held up by the network.
    const isAtRest = this.video.paused && this.video.readyState >= 2;
    const isFlowing = this.#state === 'playing' || isAtRest;
    return { isFlowing, bufferS: this.behindMs / 1000, bytes: this.#bytes };
  }

  /** A run began, or its address was renewed; a running response goes on under the old address. */
  play(source: Source, delivery: Delivery): void {
    const old = this.#source;
    const isSame =
      old &&
      scope(old) === scope(source) &&
      request(old).type === request(source).type &&
      delivery === this.#delivery;
    this.#source = source;
    this.#delivery = delivery;
    if (isSame && this.#hls) this.#hls.renew(source.prefix);
    else if (!isSame || !this.#abort) this.#connect();
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
    this.video.removeEventListener('volumechange', this.#onVolume);
  }

  /** Called from a touch, when browsers allow sound. */
  unmute(): void {
    this.video.muted = false;
    this.#start();
  }

  #onWaiting = () => {
    if (this.#state !== 'playing') return;
    this.#stalledAt = performance.now();
    this.#set('stalled');
  };
  #onPlaying = () => this.#set('playing');
  #onVolume = () => {
    this.#isSilenced &&= this.video.muted;
    this.events.onNeedsTouch(this.#isSilenced);
  };

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
    this.video.onerror = null;
    if (this.video.src.startsWith('blob:')) URL.revokeObjectURL(this.video.src);
    this.video.removeAttribute('src');
    this.video.load();
  }

  #connect(): void {
    this.#close();
    if (!this.#source) return;
    if (this.#state !== 'lost') this.#set('connecting');
    const { url, type } = request(this.#source);
    // A phone's own player sounds on while it is locked; its managed source may not.
    const Source = this.#source.isVoice
      ? win.MediaSource
      : (win.ManagedMediaSource ?? win.MediaSource);
    const abort = new AbortController();
    this.#abort = abort;
    if (!Source?.isTypeSupported(type)) {
      void this.#playNatively(this.#source, abort);
      return;
    }
    if (this.#delivery === 'hls' || (this.#delivery === 'auto' && this.#isHeldBack)) {
      void this.#playHls(abort);
      return;
    }
    this.#way = 'fmp4';
    this.#heardAt = performance.now();
    this.#hasBytes = false;
    const media = new Source();
    this.video.disableRemotePlayback = true;
    media.addEventListener('sourceopen', () => void this.#read(media, url, type, abort), {
      once: true,
    });
    this.video.src = URL.createObjectURL(media);
  }

  async #read(media: MediaSource, url: string, type: string, abort: AbortController) {
    try {
      const early = this.#source?.isVoice ? null : media.addSourceBuffer(type);
      const response = await fetch(url, { signal: abort.signal, credentials: 'same-origin' });
      const reader = response.ok ? response.body?.getReader() : undefined;
      if (!reader) throw new Error(`media.http_${response.status}`);
      // Only the answer says how a voice is coded.
      const buffer = early ?? media.addSourceBuffer(response.headers.get('content-type') ?? type);
      this.#buffer = buffer;
      buffer.addEventListener('updateend', () => this.#feed());
      const boxes = new Boxes();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        this.#heardAt = performance.now();
        this.#hasBytes = true;
        this.#bytes += value.length;
        for (const box of boxes.push(value)) this.#queue.push(box.bytes);
        this.#feed();
      }
    } catch {
      // Every failure is answered the same way: ask again, later each time.
    }
    if (!abort.signal.aborted) this.#again();
  }

  #again(): void {
    this.#abort?.abort();
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
    if (!this.#abort) return;
    const { video } = this;
    const patience = this.#hasBytes ? SILENT_MS : HELD_BACK_MS;
    const isSilent = performance.now() - this.#heardAt > patience;
    if (this.#way === 'fmp4' && isSilent && this.#state !== 'playing') {
      this.#isHeldBack ||= !this.#hasBytes;
      this.#again();
      return;
    }
    if (this.#buffer) {
      const behindS = this.#source?.isVoice ? VOICE_BEHIND_S : undefined;
      const { rate, seekTo } = steer(video.currentTime, this.#ranges(), !video.paused, behindS);
      if (seekTo !== null) video.currentTime = seekTo;
      if (video.playbackRate !== rate) video.playbackRate = rate;
    }
    if (video.paused && video.readyState >= 2) this.#start();
    if (!video.paused && video.readyState >= 3) this.#tries = 0;
  }

  #start(): void {
    this.video.play().then(
      () => this.#onVolume(),
      (error: unknown) => {
        if ((error as { name?: string }).name !== 'NotAllowedError') return;
        // Muted it may be allowed; else only a touch will do.
        if (this.video.muted) return this.events.onNeedsTouch(true);
        this.#isSilenced = true;
        this.video.muted = true;
        this.#start();
      },
    );
  }

  async #playHls(abort: AbortController): Promise<void> {
    this.#way = 'hls';
    const part = await import('./hls.ts').catch(() => null);
    if (abort.signal.aborted || !this.#source) return;
    if (!part) return this.#again();
    const again = () => {
      if (!abort.signal.aborted) this.#again();
    };
    const { prefix, isVoice } = this.#source;
    this.#hls = new part.HlsStream(this.video, { prefix, isVoice: isVoice === true }, again);
  }

  /** A browser without MSE may still play HLS by itself, as older iPhones do. */
  async #playNatively(source: Source, abort: AbortController): Promise<void> {
    this.#way = 'native';
    if (!this.video.canPlayType('application/vnd.apple.mpegurl')) {
      this.#set('unsupported');
      return;
    }
    const url = await source.lastingUrl().catch(() => null);
    if (abort.signal.aborted) return;
    if (!url) return this.#again();
    this.video.onerror = () => {
      if (!abort.signal.aborted) this.#again();
    };
    this.video.src = url;
    this.#start();
  }
}
