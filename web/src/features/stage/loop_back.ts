// A stage's media without a network: one's own picture comes back, and of the others a drawing.
import {
  type MediaState,
  NO_TRACKS,
  type OwnTracks,
  type Source,
  type StageMedia,
} from './media.ts';

/** Draws a picture of a person that moves. */
function drawing(member: string): MediaStream {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [320, 180];
  const pen = canvas.getContext('2d');
  const hue = [...member].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
  const draw = (ms: number) => {
    if (!pen) return;
    pen.fillStyle = `hsl(${hue} 24% 32%)`;
    pen.fillRect(0, 0, 320, 180);
    pen.fillStyle = `hsl(${hue} 30% 62%)`;
    const sway = Math.sin(ms / 900) * 6;
    pen.beginPath();
    pen.arc(160 + sway, 76, 34, 0, 7);
    pen.ellipse(160 + sway / 2, 176, 66, 58, 0, 0, 7);
    pen.fill();
  };
  draw(0);
  const timer = setInterval(() => draw(performance.now()), 100);
  const stream = canvas.captureStream(10);
  stream.getTracks()[0]?.addEventListener('ended', () => clearInterval(timer));
  return stream;
}

export class LoopBack implements StageMedia {
  readonly #own: string;
  /** Whether others are drawn; else there is nothing of them. */
  readonly #draws: boolean;
  #tracks = NO_TRACKS;
  #state: MediaState = { own: 'idle', speaking: new Set() };
  readonly #listeners = new Set<(state: MediaState) => void>();
  readonly #shown = new Map<HTMLVideoElement, Source>();

  constructor(own: string, draws = false) {
    this.#own = own;
    this.#draws = draws;
  }

  async publish(tracks: OwnTracks): Promise<void> {
    this.#tracks = tracks;
    for (const [element, source] of this.#shown) this.#show(element, source);
    this.#tell('sending', tracks.sound !== null);
  }

  stop(): void {
    this.#tracks = NO_TRACKS;
    for (const element of this.#shown.keys()) element.srcObject = null;
    this.#tell('idle', false);
  }

  attach(member: string, element: HTMLVideoElement, source: Source): () => void {
    element.muted = true;
    if (member === this.#own) {
      this.#shown.set(element, source);
      this.#show(element, source);
      return () => {
        this.#shown.delete(element);
        element.srcObject = null;
      };
    }
    if (!this.#draws) return () => {};
    const stream = drawing(member);
    element.srcObject = stream;
    return () => {
      element.srcObject = null;
      for (const track of stream.getTracks()) track.stop();
    };
  }

  onState(listener: (state: MediaState) => void): () => void {
    this.#listeners.add(listener);
    listener(this.#state);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.stop();
    this.#listeners.clear();
  }

  #show(element: HTMLVideoElement, source: Source): void {
    const track = this.#tracks[source];
    const now = element.srcObject instanceof MediaStream ? element.srcObject.getTracks()[0] : null;
    if (track !== now) element.srcObject = track && new MediaStream([track]);
  }

  #tell(own: MediaState['own'], isHeard: boolean): void {
    this.#state = { own, speaking: new Set(isHeard ? [this.#own] : []) };
    for (const listener of this.#listeners) listener(this.#state);
  }
}
