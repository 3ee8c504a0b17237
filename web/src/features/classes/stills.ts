// Now and then a small still picture of the class, for its teachers: drawn here, sent by HTTP, kept
// nowhere. A call shows the class as it moves; then no stills are sent.
import { DeviceError, openDevice, type Trouble } from '../stage/devices.ts';

const WIDE = 160;
const HIGH = 90;
const EVERY_MS = 20_000;
/** So much later at most, by chance: three hundred screens that began together come apart. */
const SPREAD_MS = 5_000;
const BYTES_MAX = 12 * 1024;
const QUALITIES = [0.7, 0.4, 0.2];

/** When the next still is due; the first is anywhere within one turn. */
export function nextMs(isFirst: boolean, chance: number): number {
  return isFirst ? chance * EVERY_MS : EVERY_MS + chance * SPREAD_MS;
}

/** Where a picture is cut so that it fills 16:9. */
export function cut(width: number, height: number): [x: number, y: number, w: number, h: number] {
  const scale = Math.min(width / WIDE, height / HIGH);
  const [w, h] = [WIDE * scale, HIGH * scale];
  return [(width - w) / 2, (height - h) / 2, w, h];
}

export class Stills {
  readonly #address: string;
  readonly #told: (trouble: Trouble | null) => void;
  readonly #video = document.createElement('video');
  readonly #canvas = Object.assign(document.createElement('canvas'), { width: WIDE, height: HIGH });
  #track: MediaStreamTrack | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isGone = false;

  constructor(lesson: string, own: string, told: (trouble: Trouble | null) => void) {
    this.#address = `/api/lessons/${lesson}/classes/${own}/still`;
    this.#told = told;
    this.#video.muted = true;
  }

  start(): void {
    void this.#open();
    this.#later(true);
  }

  stop(): void {
    this.#isGone = true;
    clearTimeout(this.#timer);
    this.#track?.stop();
    this.#video.srcObject = null;
  }

  #later(isFirst: boolean): void {
    if (this.#isGone) return;
    const turn = () => void this.#turn().finally(() => this.#later(false));
    this.#timer = setTimeout(turn, nextMs(isFirst, Math.random()));
  }

  /** The camera stays open between two stills, so that its light does not blink. */
  async #open(): Promise<void> {
    if (this.#track?.readyState === 'live') return;
    try {
      const track = await openDevice('camera');
      if (this.#isGone) return track.stop();
      this.#track = track;
      this.#video.srcObject = new MediaStream([track]);
      await this.#video.play().catch(() => {});
      this.#told(null);
    } catch (error) {
      if (!this.#isGone) this.#told(error instanceof DeviceError ? error.trouble : 'unforeseen');
    }
  }

  async #turn(): Promise<void> {
    await this.#open();
    const still = await this.#draw();
    if (!still || this.#isGone) return;
    // One that does not get through is not worth another: the next comes soon.
    await fetch(this.#address, {
      method: 'PUT',
      headers: { 'content-type': 'image/jpeg' },
      body: still,
    }).catch(() => null);
  }

  async #draw(): Promise<Blob | null> {
    const { videoWidth, videoHeight } = this.#video;
    const paper = this.#canvas.getContext('2d');
    if (!paper || !videoWidth) return null;
    paper.drawImage(this.#video, ...cut(videoWidth, videoHeight), 0, 0, WIDE, HIGH);
    for (const quality of QUALITIES) {
      const made = await new Promise<Blob | null>((give) => {
        this.#canvas.toBlob(give, 'image/jpeg', quality);
      });
      if (made && made.size <= BYTES_MAX) return made;
    }
    return null;
  }
}
