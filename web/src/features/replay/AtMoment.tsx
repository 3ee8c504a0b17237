import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Cross } from '~/ui/icon.tsx';
import { Told } from '~/ui/Live.tsx';
import css from './at_moment.module.css';
import type { LateAnswers } from './late.ts';
import type { Asked } from './story.ts';

/** How long after its moment a question is offered. */
const OFFERED_MS = 30_000;

/** The question that is asked at this moment, if it is still to be answered. */
export function askedAt(
  asked: readonly Asked[],
  late: Pick<LateAnswers, 'isOpen'>,
  ms: number,
): Asked | null {
  let found: Asked | null = null;
  for (const one of asked) {
    if (one.at_ms <= ms && ms < one.at_ms + OFFERED_MS && late.isOpen(one)) found = one;
  }
  return found;
}

interface AtMomentProps {
  asked: readonly Asked[];
  late: LateAnswers;
  positionMs: number;
  onAnswer: (one: Asked) => void;
}

/** Over the picture, while the class was asked what one has not answered. */
export function AtMoment({ asked, late, positionMs, onAnswer }: AtMomentProps) {
  const [put, setPut] = useState<string | null>(null);
  const one = askedAt(asked, late, positionMs);
  if (!one || one.activity === put) return null;
  return (
    <div class={css.offer}>
      <Told>
        <b>{t('replay.asked_here')}</b> {one.stem}
      </Told>
      <Button
        size="small"
        look="primary"
        onClick={() => {
          setPut(one.activity);
          onAnswer(one);
        }}
      >
        {t('replay.answer_now')}
      </Button>
      <IconButton
        label={t('replay.not_now')}
        onClick={(event) => {
          // The offer goes away; its keys go on with the picture.
          event.currentTarget.closest('section')?.focus({ preventScroll: true });
          setPut(one.activity);
        }}
      >
        <Cross size={20} />
      </IconButton>
    </div>
  );
}
