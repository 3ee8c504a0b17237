import { useEffect, useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { askEarly } from '~/api/early.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { me } from '~/lib/session.ts';
import { recall, remember } from '~/lib/settings.ts';
import { ArrowLeft, Users } from '~/ui/icons_room.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import { type FlySettings, readFly } from '../player/fly_settings.ts';
import { level } from '../player/quality.ts';
import {
  Beneath,
  hasSlides,
  Keys,
  Lean,
  LearnerBar,
  Learning,
  Outside,
  OwnPicture,
  Pages,
  Slides,
  Speaking,
  Teaching,
  Waiting,
} from './later.tsx';
import { Notices } from './Notices.tsx';
import css from './room.module.css';
import { Stage } from './Stage.tsx';
import { RoomStore } from './store.ts';

/** What the screen of a class shows of a room. */
export const screenParts = { RoomStore, Stage, Slides, Lean, hasSlides };

/** Loads the lesson, then enters its room. */
export function Room({ id }: { id: string }) {
  const [lesson, setLesson] = useState<Lesson | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setError(null);
    askEarly(`/api/lessons/${id}/decks`);
    call('GET /api/lessons/{id}', { path: { id } }).then(setLesson, setError);
  }, [id, tries]);
  usePage(lesson?.title ?? t('room.title'));
  if (error) {
    return <Outside why={{ kind: 'failed', error, retry: () => setTries(tries + 1) }} />;
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
  if (link.state === 'refused') {
    return <Outside why={{ kind: 'refused', code: link.code, again: () => store.enterAgain() }} />;
  }
  if (model.state === 'closed') return <Outside why={{ kind: 'over', lesson: lesson.id }} />;
  const isStaff = model.me?.role === 'staff';
  const slides = hasSlides(store);
  return (
    <main
      class={css.room}
      data-theme="room"
      data-role={model.me?.role ?? 'learner'}
      data-slides={slides || undefined}
    >
      <header class={css.top}>
        <Link href="/today" className={css.leave} aria-label={t('room.leave')}>
          <ArrowLeft size={22} />
        </Link>
        <h1>{lesson.title}</h1>
        <Network store={store} />
        {model.me && model.state === 'open' && (
          <span class="figures" title={t('room.here', { ...model.presence })}>
            <Users size={16} />
            <span aria-hidden="true">
              {model.presence.here}/{model.presence.expected}
            </span>
            <span class="visually-hidden">{t('room.here', { ...model.presence })}</span>
          </span>
        )}
      </header>
      <Main store={store} isStaff={isStaff} slides={slides} />
      {isStaff && (
        <div class={css.pages}>
          <Pages store={store} />
        </div>
      )}
      {isStaff && (
        <div class={css.teach}>
          <Teaching store={store} />
        </div>
      )}
      <aside class={css.side}>
        {isStaff ? <Teaching store={store} side /> : <Learning store={store} />}
        {isStaff && <LearnerBar store={store} />}
      </aside>
      {!isStaff && <LearnerBar store={store} />}
      <Speaking store={store} />
    </main>
  );
}

/** The picture with its keys, and what is wrong at the moment. */
function Main(props: { store: RoomStore; isStaff: boolean; slides: boolean }) {
  const { store, isStaff, slides } = props;
  const [fly, setFly] = useState(() => readFly(recall('danmaku')));
  // Before the lesson a learner has no picture to do anything with.
  const isShown = isStaff || store.model.value.state === 'open';
  const isKnown = store.model.value.me !== null;
  const change = (next: FlySettings) => {
    setFly(next);
    remember('danmaku', JSON.stringify(next));
  };
  return (
    <>
      <div class={css.main}>
        <Notices store={store} />
        {store.model.value.me?.role === 'learner' && <Lean store={store} />}
        <Stage
          store={store}
          fly={level.value === 'full' ? fly : { ...fly, on: false }}
          before={isStaff ? <OwnPicture store={store} /> : isKnown && <Waiting store={store} />}
          slides={slides && <Slides store={store} part="SlideLayer" />}
        />
        {slides && <Slides store={store} part="SlideBar" />}
        <Beneath store={store} />
      </div>
      {isShown && (
        <div class={css.keys}>
          <Keys store={store} fly={fly} onFly={change} />
        </div>
      )}
    </>
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
