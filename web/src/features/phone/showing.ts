// A phone as somebody's second camera: it gives its code for a key, and shows what its camera sees
// until either side ends it.
import { signal } from '@preact/signals';
import { callQuietly } from '~/api/call.ts';
import { DeviceError, openFacing, type Trouble } from '../stage/devices.ts';
import { Keeper, type KeptState } from '../stage/keeper.ts';
import { NotLet } from '../stage/offer.ts';
import { type Showing, showAs } from '../stage/whip.ts';

export type Facing = 'user' | 'environment';

/** How the phone stands. */
export type Stands =
  | { is: 'ready' }
  | { is: 'showing'; link: KeptState }
  | { is: 'over'; by: 'us' | 'them' };

interface Key {
  lesson: string;
  key: string;
}

const KEPT = 'xt.phone';
const OVER = ['stage.wrong_token', 'stage.lesson_over', 'session.required'];

export class PhoneShow {
  readonly stands = signal<Stands>({ is: 'ready' });
  readonly camera = signal<MediaStreamTrack | null>(null);
  readonly trouble = signal<Trouble | null>(null);
  readonly facing = signal<Facing>('environment');
  #key: Key | null = kept();
  #turn = 0;
  readonly #keeper = new Keeper<Showing>(
    () => this.#connect(),
    (link) => {
      if (this.stands.peek().is === 'showing') this.stands.value = { is: 'showing', link };
      // Another camera was chosen meanwhile.
      if (link === 'agreed') void this.#keeper.now?.show(this.camera.peek());
    },
  );

  /** Whether a key is there already, as after a reload. */
  get hasKey(): boolean {
    return this.#key !== null;
  }

  /** Opens the camera that looks this way, in the place of the one that is open. */
  async look(facing: Facing): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.trouble.value = null;
    // Phones open one camera at a time.
    this.#shut();
    try {
      const track = await openFacing(facing);
      if (turn !== this.#turn) {
        track.stop();
        return;
      }
      track.addEventListener('ended', () => {
        if (this.camera.peek() === track) this.camera.value = null;
      });
      this.camera.value = track;
      this.facing.value = facing;
      await this.#keeper.now?.show(track);
    } catch (error) {
      this.trouble.value = error instanceof DeviceError ? error.trouble : 'unforeseen';
    }
  }

  /** Shows from now on. Fails with a `Problem` when the code is not good any more. */
  async begin(code: string): Promise<void> {
    if (!this.#key) {
      this.#key = await callQuietly('POST /api/phone-cameras', { body: { code } });
      keep(this.#key);
      // It is used up: after a reload it would only be in the way.
      history.replaceState(null, '', location.pathname);
    }
    this.stands.value = { is: 'showing', link: 'connecting' };
    this.#keeper.begin();
  }

  /** Ends it for good: the key opens nothing any more. */
  async end(): Promise<void> {
    const key = this.#key;
    this.#over('us');
    if (!key) return;
    const headers = { authorization: `Bearer ${key.key}` };
    // Without it the server finds out by itself.
    await fetch('/api/phone-cameras/current', { method: 'DELETE', headers }).catch(() => null);
  }

  /** The page goes away; the key stays for a reload. */
  close(): void {
    this.#turn += 1;
    this.#keeper.end();
    this.#shut();
  }

  #over(by: 'us' | 'them'): void {
    this.#key = null;
    keep(null);
    this.stands.value = { is: 'over', by };
    this.close();
  }

  #shut(): void {
    this.camera.peek()?.stop();
    this.camera.value = null;
  }

  async #connect(): Promise<Showing> {
    if (!this.#key) throw new Error('phone.over');
    try {
      return await showAs(this.#key, this.camera.peek());
    } catch (error) {
      if (error instanceof NotLet && OVER.includes(error.code)) {
        queueMicrotask(() => this.#over('them'));
      }
      throw error;
    }
  }
}

/** The key of this tab, as after a reload. */
function kept(): Key | null {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(KEPT) ?? 'null');
    const isKey =
      typeof found === 'object' && found !== null && 'lesson' in found && 'key' in found;
    return isKey ? (found as Key) : null;
  } catch {
    return null;
  }
}

function keep(key: Key | null): void {
  try {
    if (key) sessionStorage.setItem(KEPT, JSON.stringify(key));
    else sessionStorage.removeItem(KEPT);
  } catch {
    // A reload then needs a new code.
  }
}
