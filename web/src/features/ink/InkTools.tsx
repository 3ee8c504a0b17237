import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { loadTexts, t } from '~/lib/i18n.ts';
import { Confirm } from '~/ui/Confirm.tsx';
import { Trash } from '~/ui/icons.tsx';
import {
  Arrow,
  Eraser,
  Highlighter,
  Laser,
  Letters,
  More,
  Palm,
  Pen,
  Redo,
  Shapes,
  Undo,
} from '~/ui/icons_ink.tsx';
import { toast } from '~/ui/Toast.tsx';
import type { Board, ToolName } from '../../../board/index.ts';
import css from './ink.module.css';
import { Menu } from './Menu.tsx';

export const inkTexts = () => loadTexts('ink');

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
const BACKGROUNDS = ['plain', 'lines', 'squares', 'dots'] as const;
/** Red ink first: it is the teacher's. */
const COLOURS = [1, 0, 2, 3, 4, 5] as const;
const WIDTHS = [2, 4, 8] as const;

interface InkToolsProps {
  /** Another number whenever the board's state is another. */
  change: number;
  /** Null until it is there. */
  board: Board | null;
  isBoard: boolean;
  /** What an exported file is called. */
  name: string;
  /** Staff may take away what others drew. */
  mayClear: boolean;
}

/** What one draws with. Everything is a key with a word; the board itself has keys of its own. */
export function InkTools({ board, isBoard, name, mayClear }: InkToolsProps) {
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
      <Colours board={board} disabled={!writer} isBoard={isBoard} />
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
        <MoreKeys board={board} isBoard={isBoard} name={name} />
      </span>
      {isClearing && (
        <Confirm
          title={t('ink.clear')}
          onClose={() => setClearing(false)}
          onConfirm={async () => board?.writer?.clear()}
        >
          {t('ink.clear_sure')}
        </Confirm>
      )}
    </div>
  );
}

function Colours(props: { board: Board | null; disabled: boolean; isBoard: boolean }) {
  const { board, disabled } = props;
  const chosen = board?.state.colour;
  return (
    <span class={css.colours}>
      {COLOURS.map((colour) => (
        <button
          key={colour}
          type="button"
          class={css.colour}
          data-colour={colour}
          data-chalk={props.isBoard || undefined}
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

/** Widths, the board's ruling, and taking it home. */
function MoreKeys({
  board,
  isBoard,
  name,
}: {
  board: Board | null;
  isBoard: boolean;
  name: string;
}) {
  const state = board?.state;
  const save = (kind: 'png' | 'pdf') => {
    const made = kind === 'png' ? board?.exportPng(1.5) : board?.exportPdf();
    made?.then(
      (blob) => saveFile(blob, `${name}.${kind}`),
      () => toast(t('ink.not_saved')),
    );
  };
  return (
    <Menu
      label={t('ink.more')}
      drawing={<More size={20} />}
      disabled={!board}
      items={[
        ...WIDTHS.map((width, at) => ({
          text: t(`ink.width_${at as 0 | 1 | 2}`),
          isOn: state?.penWidth === width,
          run: () => board?.set({ penWidth: width, highlighterWidth: width * 5 }),
        })),
        { text: t('ink.tool_formula'), run: () => board?.set({ tool: 'formula' }) },
        ...(isBoard
          ? BACKGROUNDS.map((background) => ({
              text: t(`ink.background_${background}`),
              isOn: state?.background === background,
              run: () => board?.writer?.setBackground(background),
            }))
          : []),
        ...(isBoard ? [{ text: t('ink.show_all'), run: () => board?.showAll() }] : []),
        { text: t('ink.save_png'), run: () => save('png') },
        { text: t('ink.save_pdf'), run: () => save('pdf') },
      ]}
    />
  );
}

export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
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
