import { t } from '~/lib/i18n.ts';
import { Bars } from '~/ui/Bars.tsx';
import { barsOf } from '../item/bars.ts';
import { hasLetters, letterOf, offered } from '../item/choices.ts';
import { rightChoices, rightOnes } from '../item/right.ts';
import { mineOf } from './answer.ts';
import type { ActivityView, Choice } from './wire.ts';

export function choicesOf(one: ActivityView): Choice[] {
  return offered(one.kind === 'poll' ? one : one.prompt);
}

/** Whether the options are called by letters. */
export function isLettered(one: ActivityView): boolean {
  return one.kind === 'poll' || hasLetters(one.prompt.kind);
}

export function kindText(one: ActivityView): string {
  return one.kind === 'poll' ? t('room.poll') : t(`room.${one.prompt.kind}`);
}

/** What the right options are called by; a short answer's accepted words as they are. */
export function rightNames(one: ActivityView): string {
  if (one.kind !== 'quiz') return '';
  const known = choicesOf(one);
  const names = rightOnes(one.key).map((id) => {
    const at = known.findIndex((choice) => choice.id === id);
    return at >= 0 && isLettered(one) ? letterOf(at) : (known[at]?.text ?? id);
  });
  return names.join(' / ');
}

/** Results as bars with figures; the right option and one's own are named in words too. */
export function Results({ one }: { one: ActivityView }) {
  const counts = one.counts ?? [];
  const known = choicesOf(one);
  const rows = known.length ? known : counts.map((c) => ({ id: c.choice, text: c.choice }));
  if (rows.length === 0) return <p>{t('room.no_answers')}</p>;
  const right = one.kind === 'quiz' ? rightChoices(one.key) : [];
  const isChoice = known.length > 0 && isLettered(one);
  const { answered } = one;
  return (
    <Bars
      rows={barsOf(
        { rows, hasLetters: isChoice, counts, answered, right, own: mineOf(one) },
        {
          figure: (values) => t('room.share', values),
          right: t('room.right'),
          own: t('room.yours'),
        },
      )}
    />
  );
}
