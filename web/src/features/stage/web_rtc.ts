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
  #state: MediaState = { own: 'idle', speaking: new Set() };
  readonly #listeners = new Set<(state: MediaState) => void>();
  readonly #shown = new Set<Shown>();
  readonly #sending: Keeper<Sending>;
  readonly #watching: Keeper<Watching>;
  readonly #heard: Heard;
  readonly #sizes: ResizeObserver;
  readonly #wishes = new Wishes();
  /** Whose voice is on which line, as wished. */
  #voices: (string | null)[] = [];
  #isDue = false;
  #linger: ReturnType<typeof setTimeout> | undefined;
  readonly #listening: ReturnType<typeof setInterval>;

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
  }

  async publish(tracks: OwnTracks): Promise<void> {
    this.#tracks = tracks;
    this.#showOwn();
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
    else this.#changed();
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

  onState(listener: (state: MediaState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    clearInterval(this.#listening);
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

  /** One's own picture needs no network. */
  #showOwn(): void {
    for (const { member, element, source } of this.#shown) {
      if (member !== this.#own) continue;
      show(element, this.#tracks[source]);
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
    const others = [...this.#shown].filter((one) => one.member !== this.#own);
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
    const [sounds, pictures] = [this.#soundWishes(others), pictureWishes(others)];
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

  /** Each has a line of sound; where there are too many, who speaks has one. */
  #soundWishes(others: Shown[]): LineWish[] {
    const members = [...new Set(others.map((one) => one.member))];
    const isFull = members.length > SOUNDS;
    this.#voices = Array.from({ length: SOUNDS }, (_, n) => (isFull ? null : members[n]) ?? null);
    return this.#voices.map((person) => {
      if (isFull) return { shows: 'any' };
      return person === null ? NOTHING : { shows: 'person', person };
    });
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
    return { shows, person, ...(isSmall && source === 'picture' && { bps_max: SMALL_BPS }) };
  });
}
