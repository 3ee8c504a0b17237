import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Trash } from '~/ui/icons.tsx';
import {
  Arrow,
  Eraser,
  Highlighter,
  Laser,
  Letters,
  Palm,
  Pen,
  Redo,
  Shapes,
  Undo,
} from '~/ui/icons_ink.tsx';
import type { Board, ToolName } from '../../../board/index.ts';
import { ClearInk } from './ClearInk.tsx';
import css from './ink.module.css';
import { Menu } from './Menu.tsx';
import { MoreKeys } from './MoreKeys.tsx';
import { usePictures } from './use_pictures.ts';

const DRAWN = {
  pen: Pen,
  highlighter: Highlighter,
  text: Letters,
  eraser: Eraser,
  select: Arrow,
  laser: Laser,
} as const;
const TOOLS = ['pen', 'highlighter', 'text', 'eraser', 'select', 'laser'] as const;
const SHAPES = ['line', 'arrow', 'rectangle', 'ellipse', 'triangle'] as const;
/** Red ink first: it is the teacher's. */
const COLOURS = [1, 0, 2, 3, 4, 5] as const;

interface InkToolsProps {
  /** Another number whenever the board's state is another. */
  change: number;
  /** Null until it is there. */
  board: Board | null;
  isBoard: boolean;
  /** What an exported file is called. */
  name: string;
  /** The lesson whose staff may put pictures on this board; absent for all others. */
  lesson?: string | undefined;
  /** Staff may take away what others drew. */
  mayClear: boolean;
  /** Who wrote, in words. */
  nameOf: (person: string) => string;
}

/** What one draws with. Everything is a key with a word; the board itself has keys of its own. */
export function InkTools(props: InkToolsProps) {
  const { board, isBoard, name, lesson, mayClear, nameOf } = props;
  const onPicture = usePictures(board, lesson);
  const [isClearing, setClearing] = useState(false);
  const writer = board?.writer ?? null;
  const state = board?.state;
  const shape = SHAPES.find((one) => one === state?.tool);
  const take = (tool: ToolName) => board?.set({ tool });
  return (
    <div class={css.tools} role="toolbar" aria-label={t('ink.tools')}>
      <span>
        {TOOLS.map((tool) => {
          const Drawing = DRAWN[tool];
          return (
            <Key
              key={tool}
              label={t(`ink.tool_${tool}`)}
              isOn={state?.tool === tool}
              disabled={!writer}
              onClick={() => take(tool)}
            >
              <Drawing size={20} />
            </Key>
          );
        })}
        <Menu
          label={t('ink.shapes')}
          isOn={shape !== undefined}
          disabled={!writer}
          drawing={<Shapes size={20} />}
          items={SHAPES.map((one) => ({
            text: t(`ink.tool_${one}`),
            isOn: one === shape,
            run: () => take(one),
          }))}
        />
        {isBoard && (
          <Key
            label={t('ink.tool_hand')}
            isOn={state?.tool === 'hand'}
            disabled={!writer}
            onClick={() => take('hand')}
          >
            <Palm size={20} />
          </Key>
        )}
      </span>
      <Colours {...{ board, isBoard }} chosen={state?.colour} disabled={!writer} />
      <span>
        <Key
          label={t('ink.undo')}
          disabled={!writer?.canUndo}
          onClick={() => board?.writer?.undo()}
        >
          <Undo size={20} />
        </Key>
        <Key
          label={t('ink.redo')}
          disabled={!writer?.canRedo}
          onClick={() => board?.writer?.redo()}
        >
          <Redo size={20} />
        </Key>
        {mayClear && (
          <Key
            label={t('ink.clear')}
            disabled={!writer || state?.count === 0}
            onClick={() => setClearing(true)}
          >
            <Trash size={20} />
          </Key>
        )}
        <MoreKeys onPicture={writer ? onPicture : undefined} {...{ board, isBoard, name, state }} />
      </span>
      {isClearing && <ClearInk {...{ board, nameOf }} onClose={() => setClearing(false)} />}
    </div>
  );
}

interface ColoursProps {
  board: Board | null;
  chosen: number | undefined;
  disabled: boolean;
  isBoard: boolean;
}

function Colours({ board, chosen, disabled, isBoard }: ColoursProps) {
  return (
    <span class={css.colours}>
      {COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={css.colour}
          data-colour={colour}
          data-chalk={isBoard || undefined}
          aria-pressed={colour === chosen}
          aria-label={t(`ink.colour_${colour}`)}
          title={t(`ink.colour_${colour}`)}
          disabled={disabled}
          onClick={() => board?.set({ colour })}
        >
          <i aria-hidden="true" />
        </button>
      ))}
    </span>
  );
}

interface KeyProps {
  label: string;
  isOn?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}

function Key({ label, isOn, disabled, onClick, children }: KeyProps) {
  return (
    <button
      type="button"
      class={css.key}
      aria-label={label}
      title={label}
      disabled={disabled}
      {...(isOn !== undefined && { 'aria-pressed': isOn })}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
