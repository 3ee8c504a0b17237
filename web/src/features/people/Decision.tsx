import { useState } from 'preact/hooks';
import type { ClassChoice, RosterImport } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { useSaid } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import css from '~/ui/Page.module.css';
import own from './import.module.css';
import { LeavePasswords, Leaving } from './Leaving.tsx';
import { choicesOf, NewClasses, rowsLeftOut, type Wish } from './NewClasses.tsx';

export interface HowToAccept {
  skip_errors: boolean;
  new_classes: Record<string, ClassChoice>;
}

interface Props {
  roster: RosterImport;
  isBusy: boolean;
  onAccept: (how: HowToAccept) => void;
  onDiscard: () => void;
}

/** What the file would change beyond its rows, and the choice to let it. */
export function Decision({ roster, isBusy, onAccept, onDiscard }: Props) {
  const [wish, setWish] = useState<Wish>('');
  const [isMissed, setMissed] = useState(false);
  const { totals, new_classes } = roster;
  const good = totals.rows - totals.errors - rowsLeftOut(new_classes, wish);
  const isWhole = good === totals.rows;
  const accept = () => {
    const choices = new_classes.length ? choicesOf(new_classes, wish) : {};
    setMissed(!choices);
    if (choices) onAccept({ skip_errors: totals.errors > 0, new_classes: choices });
  };
  return (
    <>
      {totals.errors > 0 && (
        <Banner tone="warn" action={<ErrorFile id={roster.id} isWide />}>
          {good > 0 ? t('people.skip_sure', { errors: totals.errors }) : null}{' '}
          {t('people.fix_first')}
        </Banner>
      )}
      {new_classes.length > 0 && (
        <NewClasses classes={new_classes} wish={wish} onWish={setWish} isMissed={isMissed} />
      )}
      {roster.ignored_columns.length > 0 && (
        <Banner>{t('people.ignored', { names: listed(roster.ignored_columns) })}</Banner>
      )}
      <p class={css.actions}>
        <Button look="primary" data-accept busy={isBusy} disabled={good === 0} onClick={accept}>
          {isWhole || good === 0 ? t('people.accept') : t('people.accept_rest', { count: good })}
        </Button>
        <Button onClick={onDiscard}>{t('people.discard')}</Button>
      </p>
    </>
  );
}

/** The rows that stay out, each with its reason, for a spreadsheet. */
function ErrorFile({ id, isWide = false }: { id: string; isWide?: boolean }) {
  return (
    <a class={own.download} data-wide={isWide} href={`/api/imports/${id}/errors.csv`} download>
      {t('people.error_file')}
    </a>
  );
}

/** The import is done; its passwords, when it made any, can be fetched once. */
export function Accepted(props: {
  roster: RosterImport;
  onTaken: () => void;
  onAgain: () => void;
}) {
  const { id, passwords_ready, totals } = props.roster;
  const [hadPasswords] = useState(passwords_ready);
  const [isSure, setSure] = useState(false);
  useSaid(t('people.accepted'));
  const text = passwords_ready ? 'passwords_text' : hadPasswords ? 'passwords_taken' : 'ready_none';
  return (
    <div class={css.card}>
      <h2>{t('people.accepted')}</h2>
      <p>{t(`people.${text}`)}</p>
      <p class={css.actions}>
        {passwords_ready && (
          <a
            class={css.file}
            href={`/api/imports/${id}/passwords.csv`}
            download
            onClick={() => setTimeout(props.onTaken)}
          >
            {t('people.passwords')}
          </a>
        )}
        {totals.errors + totals.left_out > 0 && <ErrorFile id={id} />}
        <Button onClick={passwords_ready ? () => setSure(true) : props.onAgain}>
          {t('people.again')}
        </Button>
      </p>
      {passwords_ready && <Leaving />}
      {isSure && <LeavePasswords onLeave={props.onAgain} onClose={() => setSure(false)} />}
    </div>
  );
}
