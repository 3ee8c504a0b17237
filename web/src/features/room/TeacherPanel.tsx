import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import { loadTexts, t } from '~/lib/i18n.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import {
  ChartBars,
  ListChecks,
  LogOut,
  Megaphone,
  MessageSquareText,
  Radio,
  Shuffle,
} from '~/ui/icons.tsx';
import { Hand } from '~/ui/icons_room.tsx';
import { toast } from '~/ui/Toast.tsx';
import { Video } from '../stage/icons.tsx';
import { standing } from '../stage/room.ts';
import { Announce, AskPoll, AskQuiz } from './Ask.tsx';
import { DanmakuRules } from './DanmakuRules.tsx';
import { EndLesson } from './EndLesson.tsx';
import { Pulse } from './Pulse.tsx';
import type { RoomStore } from './store.ts';
import { TeacherSide } from './TeacherSide.tsx';
import css from './teacher.module.css';
import { doubtOf, showPeople } from './teacher_view.ts';
import { useLater } from './use_later.ts';
import { useSmall } from './use_small.ts';

/** The dialog brings the query client along, so it is fetched when it is asked for. */
function Streaming(props: { lesson: string; onClose: () => void }) {
  const parts = useLater(() => Promise.all([import('./StreamDialog.tsx'), loadTexts('stream')]));
  const dialog = parts?.[0];
  return dialog ? <dialog.StreamDialog {...props} /> : null;
}

/** So is what opens cameras. */
function Teach(props: { store: RoomStore; onClose: () => void }) {
  const part = useLater(() => import('../stage/TeachHere.tsx'));
  return part ? <part.TeachHere room={props.store} onClose={props.onClose} /> : null;
}

/** Classes elsewhere have parts of their own. */
function Classes({ store }: { store: RoomStore }) {
  const parts = useLater(() =>
    Promise.all([import('../classes/ClassBar.tsx'), loadTexts('classes')]),
  );
  const Bar = parts?.[0].default;
  return Bar ? <Bar room={store} /> : null;
}

/** Whether a class takes the lesson elsewhere. */
function hasClasses({ lesson }: RoomStore): boolean {
  return lesson.audience.some((one) => one.part === 'receiving');
}

/** The teacher's parts of the room: what stands below the stage, and the column beside it. */
export default function TeacherPanel({ store, side }: { store: RoomStore; side?: boolean }) {
  if (side) return <TeacherSide store={store} />;
  return (
    <>
      <Pulse store={store} />
      {hasClasses(store) && <Classes store={store} />}
      <Tools store={store} />
    </>
  );
}

type Asking = 'open' | 'quiz' | 'poll' | 'announce' | 'danmaku' | 'stream' | 'teach' | 'close';

/** What a teacher does to a class: ask it, call on it, quieten it, end it. */
function Tools({ store }: { store: RoomStore }) {
  const [asking, setAsking] = useState<Asking | null>(null);
  const { state, danmaku, hands } = store.model.value;
  const isSmall = useSmall();
  const id = store.lesson.id;
  const close = () => setAsking(null);
  const doubt = doubtOf(store.lesson.starts_at, store.ownPicture.value !== null, Date.now());
  const opening = () => call('POST /api/lessons/{id}/opening', { path: { id } });
  const open = () => {
    if (doubt) return setAsking('open');
    opening().catch((error: unknown) => toast(problemText(error)));
  };
  const quiz = (
    <Button look="primary" onClick={() => setAsking('quiz')}>
      <ListChecks size={20} /> {t('room.ask_quiz')}
    </Button>
  );
  const end = (
    <Button look="danger" onClick={() => setAsking('close')}>
      <LogOut size={20} /> {t('room.end_lesson')}
    </Button>
  );
  return (
    <div class={css.tools} role="toolbar" aria-label={t('room.tools')}>
      {state !== 'open' ? (
        <Button look="primary" onClick={open}>
          {t('room.open_lesson')}
        </Button>
      ) : (
        <>
          <span>
            {!isSmall && quiz}
            <Button onClick={() => setAsking('poll')}>
              <ChartBars size={20} /> {t('room.poll')}
            </Button>
            <Button onClick={() => store.send({ type: 'pick_person' })}>
              <Shuffle size={20} /> {t('room.pick')}
            </Button>
          </span>
          <span>
            <Button onClick={() => setAsking('announce')}>
              <Megaphone size={20} /> {t('room.announce')}
            </Button>
            <Button onClick={() => setAsking('danmaku')}>
              <MessageSquareText size={20} /> {danmakuText(danmaku)}
            </Button>
          </span>
        </>
      )}
      <span>
        {!standing(store.model.value).member && (
          <Button onClick={() => setAsking('teach')}>
            <Video size={20} /> {t('stage.teach_here')}
          </Button>
        )}
        <Button onClick={() => setAsking('stream')}>
          <Radio size={20} /> {t('room.stream')}
        </Button>
        {state === 'open' && !isSmall && end}
      </span>
      {state === 'open' && isSmall && (
        <span class={css.reach}>
          {quiz}
          <Button onClick={toHands}>
            <Hand size={20} /> {t('room.hands')} {hands.length > 0 && hands.length}
          </Button>
          {end}
        </span>
      )}
      {asking === 'open' && (
        <Confirm title={t('room.open_lesson')} look="primary" onConfirm={opening} onClose={close}>
          {doubt !== 'no_signal' && (
            <>
              {t('room.open_early', { time: dayAndTime(store.lesson.starts_at) })}
              <br />
            </>
          )}
          {doubt !== 'early' && (
            <>
              {t('room.open_no_signal')}
              <br />
            </>
          )}
          {t('room.open_text')}
        </Confirm>
      )}
      {asking === 'quiz' && <AskQuiz store={store} onClose={close} />}
      {asking === 'poll' && <AskPoll store={store} onClose={close} />}
      {asking === 'announce' && <Announce store={store} onClose={close} />}
      {asking === 'danmaku' && <DanmakuRules store={store} onClose={close} />}
      {asking === 'stream' && <Streaming lesson={id} onClose={close} />}
      {asking === 'teach' && <Teach store={store} onClose={close} />}
      {asking === 'close' && <EndLesson store={store} onClose={close} />}
    </div>
  );
}

/** Who has a hand up, brought into sight: on a phone that list stands far below. */
function toHands(): void {
  showPeople('hands');
  setTimeout(() => document.getElementById('panel-people')?.scrollIntoView({ block: 'center' }));
}

function danmakuText(rules: { on: boolean; slow_ms: number }): string {
  if (!rules.on) return t('room.danmaku_is_off');
  if (rules.slow_ms === 0) return t('room.danmaku_is_on');
  return t('room.danmaku_is_slow', { count: Math.round(rules.slow_ms / 1000) });
}
