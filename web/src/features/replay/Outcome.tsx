import { t } from '~/lib/i18n.ts';
import { Bars } from '~/ui/Bars.tsx';
import { barsOf } from '../item/bars.ts';
import { hasLetters, offered } from '../item/choices.ts';
import { rightChoices } from '../item/right.ts';
import css from './replay.module.css';
import type { Asked } from './story.ts';

/** The options; with their counts where the result was shown. */
export function Outcome({ one, mine = one.mine }: { one: Asked; mine?: string[] | undefined }) {
  const known = offered(one);
  const { counts, answered } = one;
  const rows = known.length
    ? known
    : (counts ?? []).map(({ choice }) => ({ id: choice, text: choice }));
  if (!counts) {
    return (
      <ul class={css.options}>
        {rows.map((row) => (
          <li key={row.id}>
            {row.text}
            {mine?.includes(row.id) && <b> · {t('room.yours')}</b>}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <>
      <Bars
        rows={barsOf(
          {
            rows,
            hasLetters: known.length > 0 && hasLetters(one.kind),
            counts,
            answered,
            right: rightChoices(one.key),
            own: mine ?? [],
          },
          {
            figure: (values) => t('room.share', values),
            right: t('room.right'),
            own: t('room.yours'),
          },
        )}
      />
      {one.explanation && <p class={css.faint}>{one.explanation}</p>}
    </>
  );
}
