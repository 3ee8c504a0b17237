// Everybody who is heard from the stage, in one element: pictures stay silent and may always play.

/** How loud a loudspeaker is while the microphone before it is on, of 1. */
export const LOW = 0.15;

/** Plays sound, as soon as the browser lets it: some want to be touched first. */
export class Heard {
  readonly #audio = new Audio();
  readonly #onBlocked: () => void;
  readonly #stop = new AbortController();

  constructor(onBlocked: () => void) {
    this.#onBlocked = onBlocked;
    this.#audio.autoplay = true;
  }

  play(tracks: readonly MediaStreamTrack[]): void {
    this.#audio.srcObject = new MediaStream([...tracks]);
    this.#audio.play().catch((error: unknown) => {
      // A new stream took its place: that one plays.
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      this.#onBlocked();
      const again = () => void this.#audio.play().catch(() => {});
      const options = { once: true, signal: this.#stop.signal };
      addEventListener('pointerdown', again, options);
      addEventListener('keydown', again, options);
    });
  }

  /** Lowers what is heard: a microphone beside the loudspeaker is on. */
  lower(isLow: boolean): void {
    this.#audio.volume = isLow ? LOW : 1;
  }

  silence(): void {
    this.#audio.srcObject = null;
  }

  close(): void {
    this.silence();
    this.#stop.abort();
  }
}
