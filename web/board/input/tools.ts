// Every tool of one board.
import { type Desk, isShape, TOOLS, type Tool, type ToolName } from './desk.ts';
import { EraserTool } from './eraser.ts';
import { PenTool } from './pen.ts';
import { SelectTool } from './select.ts';
import { ShapeTool } from './shapes.ts';
import { WordsTool } from './words.ts';

export type Toolbox = Record<ToolName, Tool> & { select: SelectTool };

/** The hand does nothing by itself: pointers move the view. */
const HAND: Tool = { cursor: 'grab', down() {}, move() {}, up() {}, cancel() {} };

export function toolbox(desk: Desk, label: () => string): Toolbox {
  const made = (name: ToolName): Tool => {
    if (isShape(name)) return new ShapeTool(desk, name);
    switch (name) {
      case 'text':
      case 'formula':
        return new WordsTool(desk, name, label);
      case 'eraser':
        return new EraserTool(desk);
      case 'select':
        return new SelectTool(desk);
      case 'hand':
        return HAND;
      default:
        return new PenTool(desk, name);
    }
  };
  return Object.fromEntries(TOOLS.map((name) => [name, made(name)])) as Toolbox;
}
