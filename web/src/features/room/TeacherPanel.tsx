import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { PreparedQuestion } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { toast } from '~/ui/Toast.tsx';
import { kindText, Results } from './ActivityCard.tsx';
import { Ask } from './Ask.tsx';
import { Pulse } from './Pulse.tsx';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import { TeacherSide } from './TeacherSide.tsx';
import type { ActivityView } from './wire.ts';

/** The teacher's parts of the room: what stands below the stage, and the column beside it. */
export default function TeacherPanel({ store, side }: { store: RoomStore; side?: boolean }) {
  if (side) return <TeacherSide store={store} />;
  return (
    <>
      <Pulse store={store} />
      <Tools store={store} />
    </>
  );
}

/** What runs now, whom to call, what to ask. */
function Tools({ store }: { store: RoomStore }) {
  const [dialog, setDialog] = useState<'quiz' | 'poll' | 'announce' | 'close' | null>(null);
  const { state, names, picks, danmaku, activities } = store.model.value;
  const id = store.lesson.id;
  const isOpen = state === 'open';
  const lastPick = picks[picks.length - 1];
  const change = (route: 'POST /api/lessons/{id}/opening' | 'POST /api/lessons/{id}/closing') =>
    call(route, { path: { id } }).catch((error: unknown) => toast(problemText(error)));
  if (!isOpen) {
    return (
      <div class={css.tools}>
        <Button look="primary" onClick={() => change('POST /api/lessons/{id}/opening')}>
          {t('room.open_lesson')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <div class={css.tools}>
        <Button look="primary" onClick={() => setDialog('quiz')}>
          {t('room.ask_quiz')}
        </Button>
        <Button onClick={() => setDialog('poll')}>{t('room.poll')}</Button>
        <Button onClick={() => store.send({ type: 'pick_person' })}>{t('room.pick')}</Button>
        <Button onClick={() => setDialog('announce')}>{t('room.announcement')}</Button>
        <Button
          onClick={() =>
            store.send({ type: 'set_danmaku', on: !danmaku.on, slow_ms: danmaku.slow_ms })
          }
        >
          {danmaku.on ? t('room.turn_danmaku_off') : t('room.turn_danmaku_on')}
        </Button>
        <Button onClick={() => store.send({ type: 'clear_danmaku' })}>{t('room.clear')}</Button>
        <Button look="danger" onClick={() => setDialog('close')}>
          {t('room.end_lesson')}
        </Button>
      </div>
      {lastPick && <p role="status">{t('room.picked', { name: names[lastPick.person] ?? '' })}</p>}
      {[...activities].reverse().map((one) => (
        <Running key={one.activity} store={store} one={one} />
      ))}
      <Prepared store={store} />
      {dialog === 'close' && (
        <Dialog title={t('room.end_lesson')} onClose={() => setDialog(null)}>
          <p>{t('room.end_text')}</p>
          <DialogActions>
            <Button onClick={() => setDialog(null)}>{t('core.cancel')}</Button>
            <Button look="danger" onClick={() => change('POST /api/lessons/{id}/closing')}>
              {t('room.end_lesson')}
            </Button>
          </DialogActions>
        </Dialog>
      )}
      {dialog && dialog !== 'close' && (
        <Ask store={store} what={dialog} onClose={() => setDialog(null)} />
      )}
    </>
  );
}

function Running({ store, one }: { store: RoomStore; one: ActivityView }) {
  const { activity } = one;
  const isPoll = one.kind === 'poll';
  return (
    <section class={css.card} id={`asked-${activity}`}>
      <header>
        <strong>{kindText(one)}</strong>
        <span class="figures">{t('room.answered', { count: one.answered })}</span>
      </header>
      <h2>{isPoll ? one.stem : one.prompt.stem}</h2>
      <details open={one.is_shown}>
        <summary>{t('room.distribution')}</summary>
        <Results one={one} />
      </details>
      <div class={css.tools}>
        {one.is_open && !isPoll && one.limit_ms !== undefined && (
          <Button
            size="small"
            onClick={() => store.send({ type: 'extend_quiz', activity, add_ms: 30_000 })}
          >
            {t('room.extend')}
          </Button>
        )}
        {one.is_open && (
          <Button
            size="small"
            onClick={() => store.send({ type: isPoll ? 'close_poll' : 'close_quiz', activity })}
          >
            {t('room.stop')}
          </Button>
        )}
        {!one.is_shown && (isPoll || !one.is_open) && (
          <Button
            size="small"
            look="primary"
            onClick={() => store.send({ type: isPoll ? 'show_poll' : 'show_quiz', activity })}
          >
            {t('room.show_result')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** Questions prepared before, each with its push. */
function Prepared({ store }: { store: RoomStore }) {
  const [found, setFound] = useState<PreparedQuestion[]>([]);
  useEffect(() => {
    const path = { id: store.lesson.id };
    call('GET /api/lessons/{id}/questions', { path, query: { limit: 200 } }).then(
      (page) => setFound(page.items),
      (error: unknown) => toast(problemText(error)),
    );
  }, [store]);
  if (found.length === 0) return null;
  return (
    <section class={css.card}>
      <strong>{t('room.prepared')}</strong>
      {found.map(({ id, question, limit_ms }) => (
        <div key={id} class={css.prepared}>
          <span>{question.prompt.stem}</span>
          <Button
            size="small"
            onClick={() => {
              const { prompt, key, explanation } = question;
              const whole = { prompt, ...(key && { key }), ...(explanation && { explanation }) };
              const limit = limit_ms ? { limit_ms } : {};
              store.send({ type: 'open_quiz', question: whole, ...limit });
            }}
          >
            {t('room.push')}
          </Button>
        </div>
      ))}
    </section>
  );
}
