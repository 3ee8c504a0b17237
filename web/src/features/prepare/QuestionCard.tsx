import type { JSX } from 'preact';
import type { PreparedQuestion } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Chip } from '~/ui/bits.tsx';
import { ArrowDown, ArrowUp, Grip, Pencil, Trash } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import type { LessonDeck } from '../slides/deck.ts';
import type { After, Placed } from '../slides/order.ts';
import { answerText, isRight } from './answer.ts';
import { Place } from './Place.tsx';
import own from './questions.module.css';

interface CardProps {
  one: PreparedQuestion & Pick<Placed, 'after'>;
  at: number;
  count: number;
  decks: readonly LessonDeck[];
  /** What its grip listens to. */
  grip: Pick<JSX.IntrinsicElements['button'], 'onPointerDown' | 'onKeyDown'>;
  onMove: (to: number) => void;
  onPlace: (after: After | null) => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** A prepared question as it is to be asked. */
export function QuestionCard({ one, at, count, decks, grip, ...does }: CardProps) {
  const { prompt } = one.question;
  const label = t('prepare.grip', { number: at + 1 });
  return (
    <div class={css.card}>
      <div class={own.head}>
        {count > 1 && (
          <button
            type="button"
            id={gripOf(one.id)}
            class={own.grip}
            aria-label={label}
            title={label}
            {...grip}
          >
            <Grip size={20} stroke-width={3} />
          </button>
        )}
        <Chip tone="action">{`${at + 1} · ${t(`prepare.${prompt.kind}`)}`}</Chip>
        {one.limit_ms && <Chip>{t('prepare.limit', { seconds: one.limit_ms / 1000 })}</Chip>}
      </div>
      <p class={css.name}>{prompt.stem}</p>
      <ul class={css.soft}>
        {prompt.choices.map((choice) => (
          <li key={choice.id}>
            {choice.id.toUpperCase()}. {choice.text}
            {isRight(one, choice.id) && ` ✓ ${t('prepare.is_right')}`}
          </li>
        ))}
      </ul>
      {answerText(one) && <p class={css.soft}>{answerText(one)}</p>}
      <Place one={one} decks={decks} onPlace={does.onPlace} />
      <div>
        <IconButton label={t('prepare.up')} disabled={!at} onClick={() => does.onMove(at - 1)}>
          <ArrowUp size={20} />
        </IconButton>
        <IconButton
          label={t('prepare.down')}
          disabled={at === count - 1}
          onClick={() => does.onMove(at + 1)}
        >
          <ArrowDown size={20} />
        </IconButton>
        <IconButton label={t('core.edit')} onClick={does.onEdit}>
          <Pencil size={20} />
        </IconButton>
        <IconButton label={t('core.delete')} onClick={does.onRemove}>
          <Trash size={20} />
        </IconButton>
      </div>
    </div>
  );
}

/** Where the focus stays when a question has moved. */
export const gripOf = (question: string) => `grip-${question}`;
