// The board by keyboard: undo and redo; what is chosen moves, grows and goes; the paper moves.
import type { SelectTool } from './select.ts';

export interface Keyed {
  canMove(): boolean;
  /** CSS pixels to units. */
  unit(): number;
  select(): SelectTool;
  undo(): void;
  redo(): void;
  takeSelect(): void;
  write(): void;
  /** False when there is none to leave. */
  leaveTool(): boolean;
  pan(dx: number, dy: number): void;
  zoom(factor: number): void;
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** True when the key meant something here. */
export function press(event: KeyboardEvent, board: Keyed): boolean {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && !event.altKey) return command(event, board);
  if (event.altKey) return false;
  const arrow = ARROWS[event.key];
  const chosen = board.select().size;
  if (arrow) {
    const step = event.shiftKey ? 50 : 10;
    const [dx, dy] = [arrow[0] * step, arrow[1] * step];
    if (chosen > 0) board.select().shift(dx * board.unit(), dy * board.unit());
    else if (board.canMove()) board.pan(-4 * dx, -4 * dy);
    else return false;
    return true;
  }
  return plain(event.key, chosen, board);
}

function command(event: KeyboardEvent, board: Keyed): boolean {
  switch (event.key.toLowerCase()) {
    case 'z':
      if (event.shiftKey) board.redo();
      else board.undo();
      return true;
    case 'y':
      board.redo();
      return true;
    case 'a':
      board.takeSelect();
      board.select().chooseAll();
      return true;
    default:
      return false;
  }
}

function plain(key: string, chosen: number, board: Keyed): boolean {
  const zoom = key === '+' || key === '=' ? 1.1 : key === '-' ? 1 / 1.1 : 0;
  if (zoom !== 0) {
    if (chosen > 0) board.select().scale(zoom);
    else if (board.canMove()) board.zoom(zoom);
    else return false;
    return true;
  }
  switch (key) {
    case 'Delete':
    case 'Backspace':
      if (chosen > 0) board.select().erase();
      return chosen > 0;
    case 'Escape':
      if (chosen === 0) return board.leaveTool();
      board.select().choose([]);
      return true;
    case 'PageDown':
    case 'PageUp':
      board.takeSelect();
      board.select().chooseNext(key === 'PageDown' ? 1 : -1);
      return true;
    case 'Enter':
      board.write();
      return true;
    default:
      return false;
  }
}
