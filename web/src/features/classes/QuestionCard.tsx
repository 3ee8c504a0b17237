import { t } from '~/lib/i18n.ts';
import { hasLetters, letterOf, offered } from '../item/choices.ts';
import { rightOnes } from '../item/right.ts';
import css from './classes.module.css';
import { clockText } from './now.ts';
import type { Shown } from './question.ts';

/** A question on the screen of a class, to be read from the last row. */
export function QuestionCard({ one }: { one: Shown }) {
  const right = rightOnes(one.key);
  const options = offered(one);
  const marks = hasLetters(one.kind);
  const most = Math.max(1, ...(one.counts ?? []).map(({ people }) => people));
  const peopleOf = (id: string) => one.counts?.find(({ choice }) => choice === id)?.people ?? 0;
  return (
    <section class={css.question} aria-label={t('classes.question')}>
      <p class={css.head}>
        <span>{t(one.kind === 'poll' ? 'classes.a_poll' : 'classes.a_question')}</span>
        {one.left_ms !== null && <b class="figures">{clockText(one.left_ms)}</b>}
        {!one.isOpen && <span>{t('classes.is_over')}</span>}
      </p>
      <p class={css.stem}>{one.stem}</p>
      <ol class={css.options} data-many={options.length > 4 || undefined}>
        {options.map(({ id, text }, n) => (
          <li key={id} data-right={right.includes(id) || undefined}>
            <b aria-hidden={!marks}>{marks ? letterOf(n) : id === 'true' ? '✓' : '✕'}</b>
            <span>{text}</span>
            {one.counts && (
              <em class="figures">
                <i style={{ width: `${(peopleOf(id) / most) * 100}%` }} aria-hidden="true" />
                {peopleOf(id)}
              </em>
            )}
          </li>
        ))}
      </ol>
      {options.length === 0 && right.length > 0 && <p class={css.stem}>{right.join(' / ')}</p>}
    </section>
  );
}
