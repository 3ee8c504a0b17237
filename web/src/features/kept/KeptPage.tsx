import { useEffect, useState } from 'preact/hooks';
import { codeText } from '~/api/problem.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { giveUp, openOutbox, sendWaiting, waiting } from '~/lib/outbox.ts';
import { usePage } from '~/lib/page.ts';
import { longDay } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { EmptyState } from '~/ui/EmptyState.tsx';
import page from '~/ui/Page.module.css';
import css from './kept.module.css';
import { allKept, canKeep, type KeptLesson, removeKept } from './kept.ts';
import { megabytes } from './plan.ts';

/** The lessons that this device keeps for the person who is signed in. */
export function KeptPage() {
  usePage(t('kept.title'));
  const [all, setAll] = useState<KeptLesson[] | null>(null);
  const [leaving, setLeaving] = useState<KeptLesson | null>(null);
  const read = () => allKept().then(setAll, () => setAll([]));
  useEffect(() => {
    void read();
    void openOutbox();
  }, []);
  const bytes = (all ?? []).reduce((sum, one) => sum + one.bytes, 0);
  return (
    <>
      <div class={page.head}>
        <h1>{t('kept.title')}</h1>
      </div>
      <p class={page.sub}>{t('kept.page_what')}</p>
      <Unsent />
      {!all && <Skeleton rows={2} />}
      {all?.length === 0 && (
        <EmptyState
          drawing="cloud"
          title={t('kept.none')}
          text={t(canKeep() ? 'kept.none_what' : 'kept.cannot')}
        >
          <ButtonLink href="/lessons">{t('core.lessons')}</ButtonLink>
        </EmptyState>
      )}
      {all && all.length > 0 && (
        <section class={page.group}>
          <h2>{t('kept.all', { count: all.length, size: megabytes(bytes) })}</h2>
          <ul class={page.list}>
            {all.map((one) => (
              <Row key={one.lesson} one={one} onRemove={() => setLeaving(one)} />
            ))}
          </ul>
        </section>
      )}
      {leaving && (
        <Confirm
          title={t('kept.remove')}
          onConfirm={() => removeKept(leaving.lesson).then(read)}
          onClose={() => setLeaving(null)}
        >
          {t('kept.remove_why', { title: leaving.parts.lesson.title })}
        </Confirm>
      )}
    </>
  );
}

function Row({ one, onRemove }: { one: KeptLesson; onRemove: () => void }) {
  const { lesson, recording } = one.parts;
  const facts = [
    longDay(recording.opened_at),
    clockText(recording.duration_ms),
    t(`kept.choice_${one.choice}`),
    one.isWhole ? megabytes(one.bytes) : t('kept.partly'),
  ];
  return (
    <li class={page.item}>
      <div class={page.grow}>
        <p class={page.name}>{lesson.title}</p>
        <p class={page.soft}>{facts.join(' · ')}</p>
      </div>
      <div class={css.keys}>
        <ButtonLink href={`/replay/${one.lesson}`} size="small" look="primary">
          {t(one.isWhole ? 'kept.watch' : 'kept.go_on')}
        </ButtonLink>
        <Button
          size="small"
          aria-label={t('kept.remove_this', { title: lesson.title })}
          onClick={onRemove}
        >
          {t('core.delete')}
        </Button>
      </div>
    </li>
  );
}

/** What was done on this device and the server does not know yet, or would not have. */
function Unsent() {
  const waits = waiting.value.filter((one) => !one.refused);
  const refused = waiting.value.filter((one) => one.refused);
  return (
    <>
      {waits.length > 0 && (
        <Banner
          tone="info"
          action={
            <Button size="small" onClick={() => void sendWaiting()}>
              {t('kept.send_now')}
            </Button>
          }
        >
          {t('kept.unsent', { count: waits.length })}
        </Banner>
      )}
      {refused.map((one) => (
        <Banner
          key={one.id}
          tone="warn"
          action={
            <Button size="small" onClick={() => void giveUp(one.id)}>
              {t('kept.let_go')}
            </Button>
          }
        >
          {t('kept.refused', { why: codeText(one.refused ?? '') })}
        </Banner>
      ))}
    </>
  );
}
