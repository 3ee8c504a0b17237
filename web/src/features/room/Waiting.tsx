import { t } from '~/lib/i18n.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Blossom } from '~/ui/Blossom.tsx';
import { Told } from '~/ui/Live.tsx';
import type { RoomStore } from './store.ts';
import css from './waiting.module.css';

/** The stage before the lesson: what one waits for, and when it is to begin. */
export function Waiting({ store }: { store: RoomStore }) {
  const { me } = store.model.value;
  const { starts_at, teachers } = store.lesson;
  const names = teachers.map((one) => one.name).join(' · ');
  return (
    <div class={css.waiting}>
      <svg viewBox="0 0 112 84" aria-hidden="true">
        <Blossom x={56} y={30} r={20} />
        <path d="M28 66h56M14 78h84" />
      </svg>
      <Told>{me ? t('room.waiting') : t('room.entering')}</Told>
      {me && (
        <p>
          {t('room.planned_at', { time: dayAndTime(starts_at) })}
          {names && ` · ${names}`}
        </p>
      )}
    </div>
  );
}
