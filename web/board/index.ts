// What hosts may use.
export { Board, type BoardOptions } from './board.ts';
export type { Formula } from './draw/paint.ts';
export { CHALK, PAPER, type Palette } from './draw/palette.ts';
export type { PictureMaker } from './draw/pictures.ts';
export { type FormulaAsk, type Settings, TOOLS, type ToolName } from './input/desk.ts';
