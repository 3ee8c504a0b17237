import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { MAIN, standing } from '../stage/room.ts';
import { askedOf } from './asked_of.ts';
import { Collect } from './Collect.tsx';
import css from './classes.module.css';
import { HoldKeys } from './HoldKeys.tsx';
import { cursorAt, ownCursor } from './now.ts';
import { PaceKeys } from './PaceKeys.tsx';
import type { ClassesRoom } from './room.ts';
import { Screens } from './Screens.tsx';
import { Strip } from './Strip.tsx';
import { say } from './say.ts';
import { TalkKey } from './TalkKey.tsx';
import { useTick } from './use_tick.ts';

/** What a teacher does for classes elsewhere: the anchor sees them, the teacher of one leads it. */
export default function ClassBar({ room }: { room: ClassesRoom }) {
  const { me } = room.model.value;
  return me?.class ? <Own room={room} /> : <Strip room={room} />;
}

function Own({ room }: { room: ClassesRoom }) {
  useTick(1000);
  const [asking, setAsking] = useState<'screens' | 'collect' | null>(null);
  const { state, activities, me } = room.model.value;
  const cursor = ownCursor(room.model.value);
  const quiz = askedOf(activities, cursor && cursorAt(cursor, room.nowMs() ?? 0));
  const called = standing(room.model.value).stage.members.find((one) => one.class === me?.class);
  const close = () => setAsking(null);
  const dismiss = () => say(room, { type: 'dismiss_class', stage: MAIN });
  return (
    <section class={css.own} aria-label={t('classes.own')}>
      {state === 'open' && <HoldKeys room={room} />}
      {state === 'open' && <PaceKeys room={room} />}
      {called && (
        <div class={css.keys}>
          <span class={css.behind}>
            {t(called.on.picture ? 'classes.is_called' : 'classes.camera_there')}
          </span>
          <TalkKey room={room} isOn={called.on.sound} />
          <Button onClick={() => void dismiss()}>{t('classes.dismiss_own')}</Button>
        </div>
      )}
      <div class={css.keys}>
        <Button onClick={() => setAsking('screens')}>{t('classes.screens')}</Button>
        {quiz && (
          <Button look="primary" onClick={() => setAsking('collect')}>
            {t('classes.collect')}
          </Button>
        )}
      </div>
      {asking === 'screens' && <Screens lesson={room.lesson.id} onClose={close} />}
      {asking === 'collect' && quiz && (
        <Collect key={quiz.activity} room={room} quiz={quiz} onClose={close} />
      )}
    </section>
  );
}
