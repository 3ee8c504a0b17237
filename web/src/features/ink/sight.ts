// What is seen of a board that has no edge.
import type { Board } from '../../../board/index.ts';

/** The part that everyone sees at first, on whatever screen. */
export const FIRST_SIGHT = { left: 0, top: 0, right: 9_000, bottom: 5_062 };
/** Between two looks at where the ink is. */
const LOOK_MS = 250;

/** Keeps all ink of a board in sight, until a hand or a wheel moves there. */
export class Sight {
  readonly #board: Board;
  readonly #stop = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(board: Board, box: HTMLElement) {
    this.#board = board;
    const leave = () => this.destroy();
    const { signal } = this.#stop;
    box.addEventListener('pointerdown', leave, { signal, capture: true });
    box.addEventListener('wheel', leave, { signal, capture: true, passive: true });
    box.addEventListener('keydown', leave, { signal, capture: true });
    board.showAll(FIRST_SIGHT);
  }

  /** Something was drawn. */
  look(): void {
    if (this.#stop.signal.aborted || this.#timer !== undefined) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#board.showAll(FIRST_SIGHT);
    }, LOOK_MS);
  }

  destroy(): void {
    this.#stop.abort();
    clearTimeout(this.#timer);
  }
}
