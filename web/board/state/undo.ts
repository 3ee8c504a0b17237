// Undo and redo of one person: the inverse of his own latest operation is a new operation of his.
// What somebody else changed since stays as the other left it.
import { IDS_PER_OP } from '../wire/limits.ts';
import type { Action, Background, ElementId, Placement } from '../wire/operation.ts';
import { type Patch, type Surface, samePlacement } from './surface.ts';

const STEPS_MAX = 200;

/** What was done, and how things stood before. */
type Step =
  | { type: 'erase' | 'restore'; ids: ElementId[] }
  | { type: 'place'; moves: { id: ElementId; from: Placement; to: Placement }[] }
  | { type: 'edit'; id: ElementId; from: Words; to: Words }
  | { type: 'clear' | 'unclear'; mark: ElementId }
  | { type: 'background'; from: Background; to: Background };

interface Words {
  w: number;
  h: number;
  text: string;
}

function chunks<T>(list: T[]): T[][] {
  const parts: T[][] = [];
  for (let n = 0; n < list.length; n += IDS_PER_OP) parts.push(list.slice(n, n + IDS_PER_OP));
  return parts;
}

/** One operation may place many elements alike, so that moving a page is a few bytes each. */
export function placings(moves: { id: ElementId; to: Placement }[]): Action[] {
  return chunks(moves).map((part) => {
    const groups = new Map<string, { placement: Placement; ids: ElementId[] }>();
    for (const { id, to } of part) {
      const key = `${to.dx} ${to.dy} ${to.sx} ${to.sy}`;
      const group = groups.get(key);
      if (group) group.ids.push(id);
      else groups.set(key, { placement: to, ids: [id] });
    }
    return { type: 'place', groups: [...groups.values()] };
  });
}

export function idLists(type: 'erase' | 'restore', ids: ElementId[]): Action[] {
  return chunks(ids).map((part) => ({ type, ids: part }));
}

function words(content: unknown): Words {
  const { w, h, text } = content as Words;
  return { w, h, text };
}

/** What takes an operation back; null when it changed nothing. */
function inverse(action: Action, { changes, background }: Patch): Step | null {
  const changed = changes.filter(({ isForgotten }) => !isForgotten);
  if (action.type === 'background') {
    return action.background === background
      ? null
      : { type: 'background', from: action.background, to: background };
  }
  const ids = changed.map(({ element }) => element.id);
  if (ids.length === 0) return null;
  switch (action.type) {
    case 'add':
    case 'restore':
      return { type: 'erase', ids };
    case 'erase':
      return { type: 'restore', ids };
    case 'clear':
      return { type: 'unclear', mark: action.mark };
    case 'unclear':
      return { type: 'clear', mark: action.mark };
    case 'place': {
      const moves = new Map<ElementId, { id: ElementId; from: Placement; to: Placement }>();
      for (const { element, before } of changed) {
        const { id, placement: from } = element;
        if (before && !moves.has(id)) moves.set(id, { id, from, to: before.placement });
      }
      return { type: 'place', moves: [...moves.values()] };
    }
    case 'edit': {
      const [{ element, before }] = changed as [(typeof changed)[number]];
      const to = words(before?.content);
      return { type: 'edit', id: action.id, from: words(element.content), to };
    }
  }
}

export class History {
  private undone: Step[][] = [];
  private done: Step[][] = [];

  get canUndo(): boolean {
    return this.done.length > 0;
  }

  get canRedo(): boolean {
    return this.undone.length > 0;
  }

  /** Remembers operations that are one deed to their doer. */
  note(deed: { action: Action; patch: Patch }[]): void {
    const steps = this.inverses(deed);
    if (steps.length === 0) return;
    this.undone = [];
    this.push(this.done, steps);
  }

  /**
   * Takes the latest own deed back by way of `perform`, which applies and sends an operation.
   * Deeds of which nothing is left to take back are passed over.
   */
  undo(surface: Surface, mark: () => ElementId, perform: (action: Action) => Patch): boolean {
    return this.go(this.done, this.undone, surface, mark, perform);
  }

  redo(surface: Surface, mark: () => ElementId, perform: (action: Action) => Patch): boolean {
    return this.go(this.undone, this.done, surface, mark, perform);
  }

  clear(): void {
    this.done = [];
    this.undone = [];
  }

  private go(
    from: Step[][],
    to: Step[][],
    surface: Surface,
    mark: () => ElementId,
    perform: (action: Action) => Patch,
  ): boolean {
    for (let steps = from.pop(); steps; steps = from.pop()) {
      const deed = steps
        .flatMap((step) => actions(step, surface, mark))
        .map((action) => ({ action, patch: perform(action) }));
      const back = this.inverses(deed);
      if (back.length === 0) continue;
      this.push(to, back);
      return true;
    }
    return false;
  }

  private inverses(deed: { action: Action; patch: Patch }[]): Step[] {
    const steps = deed.flatMap(({ action, patch }) => inverse(action, patch) ?? []);
    return steps.reverse();
  }

  private push(list: Step[][], steps: Step[]): void {
    list.push(steps);
    if (list.length > STEPS_MAX) list.shift();
  }
}

/** What of a step can still be done without touching what others did since. */
function actions(step: Step, surface: Surface, mark: () => ElementId): Action[] {
  switch (step.type) {
    case 'erase':
      return idLists(
        'erase',
        step.ids.filter((id) => surface.get(id)?.erased === 0),
      );
    case 'restore':
      return idLists(
        'restore',
        step.ids.filter((id) => surface.get(id)?.erased),
      );
    case 'place':
      return placings(
        step.moves.filter(({ id, from }) => {
          const element = surface.get(id);
          return element && !element.erased && samePlacement(element.placement, from);
        }),
      );
    case 'edit': {
      const element = surface.get(step.id);
      if (!element || element.erased) return [];
      const { w, h, text } = words(element.content);
      const isMine = w === step.from.w && h === step.from.h && text === step.from.text;
      return isMine ? [{ type: 'edit', id: step.id, ...step.to }] : [];
    }
    case 'clear':
      return [{ type: 'clear', mark: mark() }];
    case 'unclear':
      return [{ type: 'unclear', mark: step.mark }];
    case 'background':
      return surface.background === step.from ? [{ type: 'background', background: step.to }] : [];
  }
}
