import { t } from '~/lib/i18n.ts';
import { type Bar, Bars } from '~/ui/Bars.tsx';
import { givenChoices, rightChoices } from '../item/right.ts';
import type { ActivityView, Choice } from './wire.ts';

const TRUTHS = ['true', 'false'];

export function choicesOf(one: ActivityView): Choice[] {
  if (one.kind === 'poll') return one.choices;
  if (one.prompt.kind !== 'true_false') return one.prompt.choices;
  return TRUTHS.map((id) => ({ id, text: t(id === 'true' ? 'room.true' : 'room.false') }));
}

export function kindText(one: ActivityView): string {
  return one.kind === 'poll' ? t('room.poll') : t(`room.${one.prompt.kind}`);
}

/** The letter an option is called by, counted from 0. */
export function letterOf(at: number): string {
  return String.fromCharCode(65 + at);
}

/** The options, or words, this person chose. */
export function mineOf(one: ActivityView): string[] {
  return one.kind === 'poll' ? (one.mine ?? []) : givenChoices(one.mine);
}

/** Results as bars with figures; the right option and one's own are named in words too. */
export function Results({ one }: { one: ActivityView }) {
  const counts = one.counts ?? [];
  const right = one.kind === 'quiz' ? rightChoices(one.key) : [];
  const mine = mineOf(one);
  const known = choicesOf(one);
  const hasLetters = known.length > 0 && !(one.kind === 'quiz' && one.prompt.kind === 'true_false');
  const rows = known.length ? known : counts.map((c) => ({ id: c.choice, text: c.choice }));
  if (rows.length === 0) return <p>{t('room.no_answers')}</p>;
  return (
    <Bars
      rows={rows.map((row, n) => {
        const people = counts.find((c) => c.choice === row.id)?.people ?? 0;
        const share = one.answered ? people / one.answered : 0;
        const bar: Bar = {
          id: row.id,
          name: row.text,
          figure: t('room.share', { people, share: Math.round(share * 100) }),
          share,
        };
        if (hasLetters) bar.letter = letterOf(n);
        if (right.includes(row.id)) bar.mark = t('room.right');
        if (mine.includes(row.id)) bar.own = t('room.yours');
        return bar;
      })}
    />
  );
}
