// Everybody who is heard from the stage, in one element: pictures stay silent and may always play.

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

  silence(): void {
    this.#audio.srcObject = null;
  }

  close(): void {
    this.silence();
    this.#stop.abort();
  }
}
