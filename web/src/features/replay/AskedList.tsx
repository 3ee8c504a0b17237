import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { AnswerLate, LateVerdict } from './AnswerLate.tsx';
import type { LateAnswers } from './late.ts';
import { Outcome } from './Outcome.tsx';
import css from './replay.module.css';
import type { Asked } from './story.ts';
import { useAfter } from './use_after.ts';

interface AskedProps {
  asked: Asked[];
  late: LateAnswers;
  now: number;
  onSeek: (ms: number) => void;
}

/** Every question at its moment, with what came of it; what one missed can be answered here. */
export function AskedList({ asked, late, now, onSeek }: AskedProps) {
  const after = useAfter(asked.length > 0 ? late.ofAll : null);
  if (asked.length === 0) return <p class={css.faint}>{t('replay.no_questions')}</p>;
  const missed = asked.filter((one) => late.isOpen(one)).length;
  return (
    <>
      {missed > 0 && <p class={css.missed}>{t('replay.missed', { count: missed })}</p>}
      <ol class={css.asked}>
        {asked.map((one) => (
          <li key={one.activity} id={`asked-${one.activity}`} tabIndex={-1}>
            <button
              type="button"
              class={css.moment}
              aria-current={isRunning(one, now) || undefined}
              onClick={() => onSeek(one.at_ms)}
            >
              <time class="figures">{clockText(one.at_ms)}</time>
              <span>
                {t(`room.${one.kind}`)} · {t('room.answered', { count: one.answered })}
                {(after.get(one.activity) ?? 0) > 0 &&
                  ` · ${t('replay.after_class', { count: after.get(one.activity) ?? 0 })}`}
              </span>
            </button>
            <h2>{one.stem}</h2>
            <Answered one={one} late={late} />
          </li>
        ))}
      </ol>
    </>
  );
}

/** Whether the class was being asked it at this moment. */
function isRunning({ at_ms, end_ms }: Asked, now: number): boolean {
  return at_ms <= now && now < (end_ms ?? Number.POSITIVE_INFINITY);
}

function Answered({ one, late }: { one: Asked; late: LateAnswers }) {
  if (late.isOpen(one)) return <AnswerLate one={one} late={late} />;
  const found = late.of(one);
  return found ? <LateVerdict one={one} late={late} found={found} /> : <Outcome one={one} />;
}
