import type { ComponentChildren } from 'preact';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { useSaid } from './announce.ts';
import { Blossom } from './Blossom.tsx';
import { Button } from './Button.tsx';
import css from './bits.module.css';

export type Drawing = 'desk' | 'board' | 'people' | 'cloud';

// Ink lines, and the blossom of the house.
const DRAWINGS: Record<Drawing, ComponentChildren> = {
  desk: (
    <>
      <path d="M22 100h116M36 100V88h88v12M50 88V76h60v12" />
      <path d="M80 76c0-14-2-22-12-30M80 64c4-10 10-14 20-18M72 51c-8-2-14-1-20 3" />
      <Blossom x={66} y={40} r={12} />
      <Blossom x={104} y={42} r={10} turn={20} />
      <Blossom x={48} y={56} r={7} turn={40} />
    </>
  ),
  board: (
    <>
      <path d="M30 22h84v50H30zM24 72h96M52 72l-9 28m58-28 9 28M46 40h34M46 52h22" />
      <Blossom x={122} y={24} r={13} turn={12} />
    </>
  ),
  people: (
    <>
      <path d="M56 96c2-20 12-28 24-28s22 8 24 28M38 56a9 9 0 1 0 0-.1M22 92c1-14 8-20 16-20 5 0 9 2 12 6M122 56a9 9 0 1 0 0-.1M138 92c-1-14-8-20-16-20-5 0-9 2-12 6" />
      <Blossom x={80} y={44} r={16} />
    </>
  ),
  cloud: (
    <>
      <path d="M50 78c-14 0-22-8-22-18s8-17 18-17c3-14 14-22 27-22 15 0 26 10 28 24 12 0 21 8 21 17" />
      <path d="M60 94l-4 8m24-16-4 8" />
      <Blossom x={110} y={80} r={13} turn={16} />
    </>
  ),
};

interface EmptyProps {
  drawing: Drawing;
  title: string;
  /** It is all there is: its title names the page. */
  isPage?: boolean;
  text?: string;
  children?: ComponentChildren;
}

/** What stands where nothing is yet, and the next step from here. */
export function EmptyState({ drawing, title, isPage, text, children }: EmptyProps) {
  const Title = isPage ? 'h1' : 'h2';
  return (
    <div class={css.empty}>
      <svg
        viewBox="0 0 160 112"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linecap="round"
        stroke-linejoin="round"
        aria-hidden="true"
      >
        {DRAWINGS[drawing]}
      </svg>
      <Title>{title}</Title>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

interface ErrorProps {
  error: unknown;
  onRetry?: () => void;
  isPage?: boolean;
  /** Where one may go instead. */
  children?: ComponentChildren;
}

/** What stands where something should, and did not come. */
export function ErrorState({ error, onRetry, isPage = false, children }: ErrorProps) {
  const text = problemText(error);
  useSaid(`${t('core.failed')} ${text}`);
  return (
    <div data-failed>
      <EmptyState drawing="cloud" title={t('core.failed')} text={text} isPage={isPage}>
        {onRetry && (
          <Button look="primary" onClick={onRetry}>
            {t('core.retry')}
          </Button>
        )}
        {children}
      </EmptyState>
    </div>
  );
}
