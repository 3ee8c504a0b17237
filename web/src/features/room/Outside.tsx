import { Problem } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import css from './room.module.css';

/** Why somebody is not in the room. */
export type Why =
  | { kind: 'failed'; error: unknown; retry: () => void }
  | { kind: 'refused'; code: string; again: () => void }
  | { kind: 'over'; lesson: string };

/** The room's page for those who are not in it: what happened, and what can be done. */
export function Outside({ why }: { why: Why }) {
  return (
    <main class={css.over} data-theme="room">
      {why.kind === 'failed' && <Failed error={why.error} retry={why.retry} />}
      {why.kind === 'refused' && <Refused code={why.code} again={why.again} />}
      {why.kind === 'over' && <Over lesson={why.lesson} />}
    </main>
  );
}

/** A room that is not one's own, or is not there, will be neither after another try. */
function Failed({ error, retry }: { error: unknown; retry: () => void }) {
  const isFinal = error instanceof Problem && [403, 404].includes(error.status);
  return (
    <ErrorState isPage error={error} {...(!isFinal && { onRetry: retry })}>
      <Home />
    </ErrorState>
  );
}

function Home() {
  return <ButtonLink href="/today">{t('room.to_today')}</ButtonLink>;
}

function Refused({ code, again }: { code: string; again: () => void }) {
  const isOutside = code === 'access.ended';
  const why = isOutside
    ? t('room.no_rights_text')
    : t(code === 'client.misbehaves' ? 'room.bye_misbehaves' : 'room.bye_protocol');
  return (
    <EmptyState
      isPage
      drawing="people"
      title={t(isOutside ? 'room.no_rights' : 'room.put_out')}
      text={why}
    >
      {!isOutside && (
        <Button look="primary" onClick={again}>
          {t('room.enter_again')}
        </Button>
      )}
      <Home />
    </EmptyState>
  );
}

function Over({ lesson }: { lesson: string }) {
  return (
    <EmptyState isPage drawing="board" title={t('room.over')} text={t('room.over_text')}>
      <ButtonLink href={`/replay/${lesson}`} look="primary">
        {t('room.to_replay')}
      </ButtonLink>
      <ButtonLink href={`/lessons/${lesson}/report`}>{t('room.to_report')}</ButtonLink>
      <Home />
    </EmptyState>
  );
}
