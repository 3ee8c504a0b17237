import { useEffect, useMemo, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { loadTexts, t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { me } from '~/lib/session.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import { ActivityCard } from './ActivityCard.tsx';
import { LearnerBar } from './LearnerBar.tsx';
import { Picked } from './Picked.tsx';
import css from './room.module.css';
import { DeliveryChoice, Stage } from './Stage.tsx';
import { RoomStore } from './store.ts';
import { Timeline } from './Timeline.tsx';
import { useLater } from './use_later.ts';
import type { ActivityView } from './wire.ts';

/** The teacher's panel is loaded for teachers only. */
function Teaching(props: { store: RoomStore; side?: boolean }) {
  // The question editor is the one of preparing, with its texts.
  const parts = useLater(() => Promise.all([import('./TeacherPanel.tsx'), loadTexts('prepare')]));
  const part = parts?.[0];
  return part ? <part.default {...props} /> : <Skeleton rows={2} />;
}

/** The sheet is fetched on entering, so that a quiz finds it there. */
function Asked({ store, newest }: { store: RoomStore; newest: ActivityView | undefined }) {
  const part = useLater(() => import('./QuizSheet.tsx'));
  return part && newest ? (
    <part.QuizSheet key={newest.activity} store={store} one={newest} />
  ) : null;
}

/** Loads the lesson, then enters its room. */
export function Room({ id }: { id: string }) {
  const [lesson, setLesson] = useState<Lesson | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setError(null);
    call('GET /api/lessons/{id}', { path: { id } }).then(setLesson, setError);
  }, [id, tries]);
  usePage(lesson?.title ?? t('room.title'));
  if (error) {
    return (
      <main class={css.over} data-theme="room">
        <ErrorState isPage error={error} onRetry={() => setTries(tries + 1)} />
      </main>
    );
  }
  if (!lesson || !me.value) return <PageLoading isRoom />;
  return <Inside key={lesson.id} lesson={lesson} person={me.value.id} />;
}

function Inside({ lesson, person }: { lesson: Lesson; person: string }) {
  const store = useMemo(() => new RoomStore(lesson, person), [lesson, person]);
  useEffect(() => {
    store.start();
    return () => store.stop();
  }, [store]);
  const model = store.model.value;
  const link = store.link.value;
  const [showDanmaku, setShowDanmaku] = useState(true);
  if (link.state === 'refused') {
    return (
      <main class={css.over} data-theme="room">
        <EmptyState
          isPage
          drawing="people"
          title={t('room.no_rights')}
          text={t('room.no_rights_text')}
        >
          <ButtonLink href="/today">{t('room.leave')}</ButtonLink>
        </EmptyState>
      </main>
    );
  }
  if (model.state === 'closed') return <Over id={lesson.id} />;
  const isStaff = model.me?.role === 'staff';
  const open = model.activities.filter((one) => one.is_open);
  const newest = open[open.length - 1];
  return (
    <main class={css.room} data-theme="room" data-role={model.me?.role ?? 'learner'}>
      <header class={css.top}>
        <ButtonLink href="/today" look="quiet" size="small">
          {t('room.leave')}
        </ButtonLink>
        <h1>{lesson.title}</h1>
        {store.isOnAir.value && (
          <span class={css.live}>
            <i aria-hidden="true" /> {t('room.live')}
          </span>
        )}
        <Network store={store} />
        {model.me && <span class="figures">{t('room.here', { ...model.presence })}</span>}
      </header>
      <div class={css.main}>
        {link.state === 'offline' && <Banner tone="warn">{t('room.reconnecting')}</Banner>}
        {link.state === 'signed_out' && <Banner tone="warn">{t('room.signed_out')}</Banner>}
        {!model.isDurable && <Banner tone="warn">{t('room.not_durable')}</Banner>}
        {store.waiting.value > 0 && (
          <Banner tone="info">{t('room.waiting_to_send', { count: store.waiting.value })}</Banner>
        )}
        <Stage store={store} showDanmaku={showDanmaku} />
        <Picked store={store} />
        <div class={css.foot}>
          <Button
            size="small"
            look="quiet"
            aria-pressed={showDanmaku}
            onClick={() => setShowDanmaku(!showDanmaku)}
          >
            {showDanmaku ? t('room.hide_danmaku') : t('room.show_danmaku')}
          </Button>
          <DeliveryChoice />
        </div>
        {isStaff && <Teaching store={store} />}
      </div>
      <aside class={css.side}>
        {!isStaff &&
          open
            .slice(0, -1)
            .map((one) => <ActivityCard key={one.activity} store={store} one={one} />)}
        {isStaff ? <Teaching store={store} side /> : <Timeline store={store} />}
        {!isStaff && <Asked store={store} newest={newest} />}
        <LearnerBar store={store} />
      </aside>
    </main>
  );
}

function Network({ store }: { store: RoomStore }) {
  const link = store.link.value;
  const trip = link.state === 'online' ? (link.roundTripMs ?? 0) : null;
  const isFirst = link.state === 'connecting' && !store.model.value.me;
  const level = isFirst ? 'new' : trip === null ? 'bad' : trip > 800 ? 'slow' : 'good';
  return (
    <span class={css.network} data-level={level}>
      <i aria-hidden="true" /> {t(`room.network_${level}`)}
    </span>
  );
}

function Over({ id }: { id: string }) {
  return (
    <main class={css.over} data-theme="room">
      <EmptyState isPage drawing="board" title={t('room.over')} text={t('room.over_text')}>
        <ButtonLink href={`/replay/${id}`} look="primary">
          {t('room.to_replay')}
        </ButtonLink>
        <ButtonLink href={`/lessons/${id}/report`}>{t('room.to_report')}</ButtonLink>
      </EmptyState>
    </main>
  );
}
