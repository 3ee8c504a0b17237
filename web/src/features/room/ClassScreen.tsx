import type { ComponentType } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { loadTexts, t } from '~/lib/i18n.ts';
import { dayAndTime } from '~/lib/when.ts';
import { HoldKeys } from '../classes/HoldKeys.tsx';
import { ownCursor } from '../classes/now.ts';
import { QuestionCard } from '../classes/QuestionCard.tsx';
import { RESULT_MS, type Shown } from '../classes/question.ts';
import { useTick } from '../classes/use_tick.ts';
import { FLY_SETTINGS } from '../player/fly_settings.ts';
import { level } from '../player/quality.ts';
import css from './class_screen.module.css';
import type { screenParts } from './Room.tsx';
import type { RoomStore } from './store.ts';
import { useLater } from './use_later.ts';
import type { ActivityView, ClassCursor } from './wire.ts';

interface ClassScreenProps {
  lesson: Lesson;
  /** Who the screen is to the lesson's log. */
  person: string;
  /** The room's own parts. */
  parts: typeof screenParts;
  /** What plays the lesson where the class stands while it is behind. */
  Behind: ComponentType<{ lesson: Lesson; cursor: ClassCursor; nowMs(): number | null }>;
}

/** The big screen of a class in a lesson: picture, slides and questions, to be read from afar. */
export function ClassScreen({ lesson, person, parts, Behind }: ClassScreenProps) {
  const store = useMemo(() => new parts.RoomStore(lesson, person), [lesson.id, person]);
  useEffect(() => {
    // Nobody types a password here: the page itself finds out what became of the screen.
    store.signInAgain = async () => {};
    store.start();
    return () => store.stop();
  }, [store]);
  const model = store.model.value;
  const link = store.link.value;
  const cursor = ownCursor(model);
  const isOver = model.state === 'closed' && !cursor;
  const className = lesson.audience.find((one) => one.class.id === model.me?.class)?.class.name;
  const isLost = link.state !== 'online' && link.state !== 'connecting';
  return (
    <main class={css.screen} data-theme="room">
      <header>
        <h1>{lesson.title}</h1>
        <span>{className}</span>
        {isLost && <span class={css.lost}>{t('classes.offline')}</span>}
        {model.state === 'open' && <HoldKeys room={store} />}
      </header>
      {isOver && <Still title={t('classes.over')} />}
      {model.state === 'waiting' && (
        <Still
          title={t(model.me ? 'classes.waits' : 'classes.connecting')}
          text={t('classes.starts', { time: dayAndTime(lesson.starts_at) })}
        />
      )}
      {cursor && (
        <div class={css.pictures}>
          <Behind lesson={lesson} cursor={cursor} nowMs={() => store.nowMs()} />
        </div>
      )}
      {!cursor && model.state === 'open' && <Live store={store} parts={parts} />}
      {model.state === 'open' && <Stage store={store} />}
    </main>
  );
}

/** What the class itself shows has parts of its own, with what opens cameras. */
function Stage({ store }: { store: RoomStore }) {
  const parts = useLater(() =>
    Promise.all([import('../classes/ScreenStage.tsx'), loadTexts('stage')]),
  );
  const Part = parts?.[0].default;
  return Part ? <Part room={store} /> : null;
}

function Still({ title, text }: { title: string; text?: string }) {
  return (
    <div class={css.still}>
      <p>{title}</p>
      {text && <small>{text}</small>}
    </div>
  );
}

function Live({ store, parts }: { store: RoomStore; parts: typeof screenParts }) {
  const { Stage, Slides, Lean, hasSlides } = parts;
  const question = useQuestion(store);
  const slides = hasSlides(store);
  const fly = { ...FLY_SETTINGS, size: 'huge' as const, on: level.value === 'full' };
  return (
    <div class={css.pictures} data-sound={level.value === 'full' ? undefined : ''}>
      <Stage
        store={store}
        fly={fly}
        before={null}
        slides={slides && <Slides store={store} part="SlideLayer" />}
      />
      {question && <QuestionCard one={question} />}
      <div class={css.lean}>
        <Lean store={store} />
      </div>
    </div>
  );
}

/** What the class is asked now, or was told a moment ago. */
function useQuestion(store: RoomStore): Shown | null {
  useTick(500);
  const [told] = useState(() => new Map<string, number>());
  const { activities } = store.model.value;
  for (const one of activities) {
    if (one.is_shown && !told.has(one.activity)) told.set(one.activity, Date.now());
  }
  const isFresh = ({ is_shown, activity }: ActivityView) =>
    is_shown && Date.now() < (told.get(activity) ?? 0) + RESULT_MS;
  const open = activities.filter((one) => one.is_open).pop();
  const one = open ?? activities.filter(isFresh).pop();
  return one ? shownOf(one, store.nowMs()) : null;
}

function shownOf(one: ActivityView, nowMs: number | null): Shown {
  const { activity, is_open: isOpen, is_shown } = one;
  const results = is_shown ? { counts: one.counts } : {};
  if (one.kind === 'poll') {
    const { stem, choices } = one;
    return { activity, kind: 'poll', stem, choices, left_ms: null, isOpen, ...results };
  }
  const { kind, stem, choices } = one.prompt;
  const end = one.limit_ms === undefined ? null : one.opened_ms + one.limit_ms;
  const left = end === null || nowMs === null ? null : Math.max(0, end - nowMs);
  const told = is_shown ? { key: one.key, explanation: one.explanation } : {};
  return {
    ...{ activity, kind, stem, choices, isOpen },
    left_ms: isOpen ? left : null,
    ...results,
    ...told,
  };
}
