import { useRef } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { More } from '~/ui/icons_ink.tsx';
import { toast } from '~/ui/Toast.tsx';
import type { Board } from '../../../board/index.ts';
import { Menu } from './Menu.tsx';
import { FIRST_SIGHT } from './sight.ts';

const BACKGROUNDS = ['plain', 'lines', 'squares', 'dots'] as const;
const WIDTHS = [2, 4, 8] as const;

interface MoreProps {
  board: Board | null;
  isBoard: boolean;
  name: string;
  state: Board['state'] | undefined;
  onPicture?: ((file: File) => void) | undefined;
}

/** Widths, the board's ruling, and taking it home. */
export function MoreKeys({ board, isBoard, name, state, onPicture }: MoreProps) {
  const picker = useRef<HTMLInputElement>(null);
  const save = (kind: 'png' | 'pdf') => {
    const made = kind === 'png' ? board?.exportPng(1.5) : board?.exportPdf();
    made?.then(
      (blob) => saveFile(blob, `${name}.${kind}`),
      () => toast(t('ink.not_saved')),
    );
  };
  return (
    <>
      {onPicture && (
        <input
          ref={picker}
          type="file"
          accept="image/*"
          hidden
          aria-label={t('ink.picture')}
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            // The same file may be chosen again.
            event.currentTarget.value = '';
            if (file) onPicture(file);
          }}
        />
      )}
      <Menu
        label={t('ink.more')}
        drawing={<More size={20} />}
        disabled={!board}
        isOn={state?.tool === 'formula'}
        items={[
          ...WIDTHS.map((width, at) => ({
            text: t(`ink.width_${at as 0 | 1 | 2}`),
            isOn: state?.penWidth === width,
            run: () => board?.set({ penWidth: width, highlighterWidth: width * 5 }),
          })),
          {
            text: t('ink.tool_formula'),
            isOn: state?.tool === 'formula',
            run: () => {
              board?.set({ tool: 'formula' });
              // The menu gives the focus back to its key first.
              setTimeout(() => board?.focus());
            },
          },
          ...(onPicture ? [{ text: t('ink.picture'), run: () => picker.current?.click() }] : []),
          ...(isBoard
            ? BACKGROUNDS.map((background) => ({
                text: t(`ink.background_${background}`),
                isOn: state?.background === background,
                run: () => board?.writer?.setBackground(background),
              }))
            : []),
          ...(isBoard ? [{ text: t('ink.show_all'), run: () => board?.showAll(FIRST_SIGHT) }] : []),
          { text: t('ink.save_png'), run: () => save('png') },
          { text: t('ink.save_pdf'), run: () => save('pdf') },
        ]}
      />
    </>
  );
}

function saveFile(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name.replace(/[\\/:*?"<>|]/g, ' ');
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
