import type { RosterImport } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import css from '~/ui/Page.module.css';

interface Props {
  roster: RosterImport;
  isBusy: boolean;
  onAccept: (skipErrors: boolean) => void;
  onDiscard: () => void;
}

/** What the file would change beyond its rows, and the choice to let it. */
export function Decision({ roster, isBusy, onAccept, onDiscard }: Props) {
  const { errors, rows } = roster.totals;
  const good = rows - errors;
  return (
    <>
      {roster.new_classes.length > 0 && (
        <Banner tone="info">
          {t('people.new_classes', { names: listed(roster.new_classes) })}
        </Banner>
      )}
      {roster.ignored_columns.length > 0 && (
        <Banner>{t('people.ignored', { names: listed(roster.ignored_columns) })}</Banner>
      )}
      {errors > 0 && (
        <Banner tone="warn">
          {good > 0 ? t('people.skip_sure', { errors, count: good }) : null} {t('people.fix_first')}
        </Banner>
      )}
      <p class={`${css.actions} ${css.gap}`}>
        <Button
          look="primary"
          data-accept
          busy={isBusy}
          disabled={good === 0}
          onClick={() => onAccept(errors > 0)}
        >
          {errors > 0 && good > 0 ? t('people.accept_rest', { count: good }) : t('people.accept')}
        </Button>
        <Button onClick={onDiscard}>{t('people.discard')}</Button>
      </p>
    </>
  );
}

/** The import is done; its passwords, when it made any, can be fetched once. */
export function Accepted(props: {
  roster: RosterImport;
  onTaken: () => void;
  onAgain: () => void;
}) {
  const { id, passwords_ready } = props.roster;
  return (
    <div class={`${css.card} ${css.gap}`} role="status">
      <h2>{t('people.accepted')}</h2>
      <p>{t(passwords_ready ? 'people.passwords_text' : 'people.ready_none')}</p>
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
        <Button onClick={props.onAgain}>{t('people.again')}</Button>
      </p>
    </div>
  );
}
