// A stage's media by WebRTC: what one sends goes by WHIP, what the others send comes by WHEP.
import { Heard } from './heard.ts';
import { Keeper, type KeptState } from './keeper.ts';
import {
  type MediaState,
  NO_TRACKS,
  type OwnTracks,
  type Source,
  type StageMedia,
} from './media.ts';
import { LOOK_EVERY_MS, UplinkWatch } from './uplink.ts';
import { type Voice, voicesOn } from './voices.ts';
import { type LineWish, PICTURES, SOUNDS, type Watching, watch } from './whep.ts';
import { type Sending, send } from './whip.ts';
import { Wishes } from './wishes.ts';

/** An element that shows somebody. */
interface Shown {
  member: string;
  element: HTMLVideoElement;
  source: Source;
  /** The line of his picture, for others than oneself. */
  line: number | null;
}

/** Nobody is shown for so long: the connection is let go. */
const LINGER_MS = 5_000;
const LISTEN_MS = 300;
/** From this level on somebody speaks, of 1. */
const SPEAKS = 0.02;
/** A picture of no more pixels across needs no large layer. */
const SMALL_PX = 480;
const SMALL_BPS = 300_000;
const NOTHING: LineWish = { shows: 'nothing' };

const OWN: Record<KeptState, MediaState['own']> = {
  idle: 'idle',
  connecting: 'connecting',
  agreed: 'connecting',
  connected: 'sending',
  lost: 'lost',
};

export class WebRtc implements StageMedia {
  readonly #own: string;
  #tracks: OwnTracks = NO_TRACKS;
  #state: MediaState = { own: 'idle', speaking: new Set(), uplink: 'good' };
  readonly #listeners = new Set<(state: MediaState) => void>();
  readonly #shown = new Set<Shown>();
  readonly #sending: Keeper<Sending>;
  readonly #watching: Keeper<Watching>;
  readonly #heard: Heard;
  readonly #sizes: ResizeObserver;
  readonly #wishes = new Wishes();
  /** Whose voice is on which line, as wished. */
  #voices: (string | null)[] = [];
  /** Who is to be heard. */
  #all: readonly Voice[] = [];
  #isDue = false;
  #linger: ReturnType<typeof setTimeout> | undefined;
  readonly #listening: ReturnType<typeof setInterval>;
  readonly #looking: ReturnType<typeof setInterval>;
  readonly #uplink = new UplinkWatch();

  constructor(lesson: string, own: string, onBlocked: () => void) {
    this.#own = own;
    this.#heard = new Heard(onBlocked);
    this.#sizes = new ResizeObserver(() => this.#changed());
    this.#sending = new Keeper(
      () => send(lesson, this.#tracks),
      (state) => {
        this.#tell({ ...this.#state, own: OWN[state] });
        // What was switched meanwhile.
        if (state === 'agreed') void this.#sending.now?.set(this.#tracks);
      },
    );
    this.#watching = new Keeper(
      () => watch(lesson),
      (state) => {
        if (state !== 'agreed') return;
        this.#heard.play(this.#watching.now?.sounds.map((one) => one.track) ?? []);
        this.#changed();
      },
    );
    this.#listening = setInterval(() => void this.#listen(), LISTEN_MS);
    this.#looking = setInterval(() => void this.#look(), LOOK_EVERY_MS);
  }

  async publish(tracks: OwnTracks): Promise<void> {
    this.#tracks = tracks;
    this.#showOwn();
    this.#changed();
    this.#sending.begin();
    await this.#sending.now?.set(tracks);
  }

  stop(): void {
    this.#tracks = NO_TRACKS;
    this.#showOwn();
    this.#sending.end();
  }

  attach(member: string, element: HTMLVideoElement, source: Source): () => void {
    const one: Shown = { member, element, source, line: null };
    element.muted = true;
    this.#shown.add(one);
    this.#sizes.observe(element);
    if (member === this.#own) this.#showOwn();
    this.#changed();
    return () => {
      this.#shown.delete(one);
      this.#sizes.unobserve(element);
      element.srcObject = null;
      this.#changed();
    };
  }

  lower(isLow: boolean): void {
    this.#heard.lower(isLow);
  }

  hear(voices: readonly Voice[]): void {
    if (JSON.stringify(voices) === JSON.stringify(this.#all)) return;
    this.#all = voices;
    this.#changed();
  }

  onState(listener: (state: MediaState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#listening);
    clearInterval(this.#looking);
    clearTimeout(this.#linger);
    this.#sizes.disconnect();
    this.#shown.clear();
    this.#sending.end();
    this.#watching.end();
    this.#wishes.end();
    this.#heard.close();
    this.#listeners.clear();
  }

  #tell(state: MediaState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }

  /**
   * Whether a picture is here and needs no network. What is shown in the place of one's screen comes
   * from one's phone when this page shares none.
   */
  #isHere({ member, source }: Shown): boolean {
    return member === this.#own && (source !== 'screen' || this.#tracks.screen !== null);
  }

  #showOwn(): void {
    for (const one of this.#shown) {
      if (!this.#isHere(one)) continue;
      one.line = null;
      show(one.element, this.#tracks[one.source]);
    }
  }

  /** Something else is shown: says so once, for all that changed together. */
  #changed(): void {
    if (this.#isDue) return;
    this.#isDue = true;
    queueMicrotask(() => {
      this.#isDue = false;
      this.#follow();
    });
  }

  #follow(): void {
    const others = [...this.#shown].filter((one) => !this.#isHere(one));
    clearTimeout(this.#linger);
    if (others.length === 0) {
      this.#linger = setTimeout(() => {
        this.#watching.end();
        this.#heard.silence();
      }, LINGER_MS);
    } else this.#watching.begin();
    this.#place(others);
    const watching = this.#watching.now;
    if (!watching) return;
    const [sounds, pictures] = [this.#soundWishes(), pictureWishes(others)];
    for (const { element, line } of others) {
      show(element, line === null ? null : (watching.pictures[line]?.track ?? null));
    }
    void this.#wishes.say(watching, { sounds, pictures });
  }

  /** Gives each a line, and leaves who has one where he is. */
  #place(others: Shown[]): void {
    const taken = new Set(others.map((one) => one.line));
    for (const one of others) {
      if (one.line !== null) continue;
      const free = Array.from({ length: PICTURES }, (_, n) => n).find((n) => !taken.has(n));
      if (free === undefined) return;
      one.line = free;
      taken.add(free);
    }
  }

  /** Where too many speak for all to be named, who speaks has a line. */
  #soundWishes(): LineWish[] {
    const voices = voicesOn(SOUNDS, this.#voices, this.#all);
    this.#voices = voices ?? Array.from({ length: SOUNDS }, () => null);
    if (!voices) return this.#voices.map(() => ({ shows: 'any' }));
    return voices.map((person) => (person === null ? NOTHING : { shows: 'person', person }));
  }

  /** Looks how one's own line does. A voice alone says nothing of what a picture would need. */
  async #look(): Promise<void> {
    const sending = this.#sending.now;
    if (!sending || !this.#tracks.picture) {
      this.#uplink.reset();
      if (this.#state.uplink === 'weak') this.#tell({ ...this.#state, uplink: 'good' });
      return;
    }
    const sample = await sending.uplink().catch(() => null);
    const uplink = sample ? this.#uplink.take(sample) : this.#state.uplink;
    if (uplink !== this.#state.uplink) this.#tell({ ...this.#state, uplink });
  }

  /** Looks who is heard at this moment. */
  async #listen(): Promise<void> {
    const speaking = new Set<string>();
    const sounds = this.#watching.now?.sounds ?? [];
    const since = performance.timeOrigin + performance.now() - 2 * LISTEN_MS;
    sounds.forEach((receiver, n) => {
      const person = this.#voices[n];
      const [source] = receiver.getSynchronizationSources();
      if (person && source && source.timestamp > since && (source.audioLevel ?? 0) > SPEAKS) {
        speaking.add(person);
      }
    });
    const level = this.#tracks.sound ? await this.#sending.now?.level().catch(() => 0) : 0;
    if ((level ?? 0) > SPEAKS) speaking.add(this.#own);
    const known = this.#state.speaking;
    const isSame = speaking.size === known.size && [...speaking].every((one) => known.has(one));
    if (!isSame) this.#tell({ ...this.#state, speaking });
  }
}

function show(element: HTMLVideoElement, track: MediaStreamTrack | null): void {
  const now = element.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0] : null;
  if (track !== (now ?? null)) element.srcObject = track && new MediaStream([track]);
}

function pictureWishes(others: readonly Shown[]): LineWish[] {
  return Array.from({ length: PICTURES }, (_, n) => {
    const one = others.find(({ line }) => line === n);
    if (!one) return NOTHING;
    const { member: person, source, element } = one;
    const shows = source === 'screen' ? 'screen' : 'person';
    const isSmall = element.clientWidth * devicePixelRatio <= SMALL_PX;
    return { shows, person, ...(isSmall && { bps_max: SMALL_BPS }) };
  });
}
