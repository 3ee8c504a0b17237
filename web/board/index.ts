// What hosts may use.
export { Board, type BoardOptions } from './board.ts';
export { CHALK, PAPER, type Palette } from './draw/palette.ts';
export { type Settings, TOOLS, type ToolName } from './input/desk.ts';
