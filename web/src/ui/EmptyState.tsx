import type { ComponentChildren } from 'preact';
import { problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from './Button.tsx';
import css from './bits.module.css';

export type Drawing = 'desk' | 'board' | 'people' | 'cloud';

// One ink line and one filled shape each.
const DRAWINGS: Record<Drawing, ComponentChildren> = {
  desk: (
    <>
      <circle cx="116" cy="34" r="12" fill="var(--action-soft)" stroke="none" />
      <path d="M20 92h120M34 92V70h92v22M44 70l6-24h30l6 24M65 46V34m0 0c-2-9-9-12-16-11 0 8 7 13 16 11zm0-4c2-8 8-12 15-11 0 7-6 13-15 11z" />
    </>
  ),
  board: (
    <>
      <circle cx="122" cy="32" r="7" fill="var(--mark)" stroke="none" />
      <path d="M28 24h78v46H28zM24 70h90M48 70 40 96m46-26 8 26M42 40h34M42 50h22" />
    </>
  ),
  people: (
    <>
      <circle cx="80" cy="40" r="14" fill="var(--action-soft)" />
      <path d="M56 92c2-20 12-28 24-28s22 8 24 28M38 52a9 9 0 1 0 0-.1M22 88c1-14 8-20 16-20 5 0 9 2 12 6M122 52a9 9 0 1 0 0-.1M138 88c-1-14-8-20-16-20-5 0-9 2-12 6" />
    </>
  ),
  cloud: (
    <>
      <circle cx="106" cy="74" r="8" fill="var(--mark)" stroke="none" />
      <path d="M50 82c-14 0-22-8-22-18s8-17 18-17c3-14 14-22 27-22 15 0 26 10 28 24 12 0 21 8 21 17M64 60l16 16m0-16L64 76" />
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
}

export function ErrorState({ error, onRetry, isPage = false }: ErrorProps) {
  return (
    <div role="alert">
      <EmptyState
        drawing="cloud"
        title={t('core.failed')}
        text={problemText(error)}
        isPage={isPage}
      >
        {onRetry && (
          <Button look="primary" onClick={onRetry}>
            {t('core.retry')}
          </Button>
        )}
      </EmptyState>
    </div>
  );
}
