import type { LessonClass } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Avatar } from '~/ui/Avatar.tsx';
import { Button } from '~/ui/Button.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { Action, ClassCursor, StageMember } from '../room/wire.ts';
import { MAIN } from '../stage/room.ts';
import css from './classes.module.css';
import { clockText } from './now.ts';
import type { ClassesRoom } from './room.ts';
import { say } from './say.ts';

interface FarClassProps {
  room: ClassesRoom;
  id: string;
  name: string;
  /** What the server said of it a moment ago. */
  known: LessonClass | undefined;
  member: StageMember | undefined;
  cursor: ClassCursor | undefined;
}

/** One class elsewhere: its still, how it stands, and the key that calls or dismisses it. */
export function FarClass({ room, id, name, known, member, cursor }: FarClassProps) {
  const { isBusy, attempt } = useAttempt();
  const ask = (action: Action) => void attempt(() => say(room, action));
  const of = { stage: MAIN, class: id };
  const canCall = room.model.value.state === 'open' && known?.is_here === true && !cursor;
  const at = known?.still_at;
  return (
    <li data-called={member !== undefined || undefined}>
      {at ? (
        <img
          src={`/api/lessons/${room.lesson.id}/classes/${id}/still?at=${encodeURIComponent(at)}`}
          alt={t('classes.still_of', { name })}
          width={160}
          height={90}
        />
      ) : (
        <span class={css.unseen}>
          <Avatar name={name} size={40} />
        </span>
      )}
      <b>{name}</b>
      <small>
        {standsAs(room, { known, member, cursor })}
        {known?.pace && (
          <span data-pace={known.pace}>
            <i aria-hidden="true" /> {t(`classes.pace_${known.pace}`)}
          </span>
        )}
      </small>
      {member ? (
        <Button
          size="small"
          look="mark"
          busy={isBusy}
          aria-label={t('classes.dismiss_of', { name })}
          onClick={() => ask({ type: 'dismiss_class', ...of })}
        >
          {t('classes.dismiss')}
        </Button>
      ) : (
        <Button
          size="small"
          busy={isBusy}
          disabled={!canCall}
          aria-label={t('classes.call_of', { name })}
          onClick={() => ask({ type: 'call_class', ...of })}
        >
          {t('classes.call')}
        </Button>
      )}
    </li>
  );
}

type Stands = Pick<FarClassProps, 'known' | 'member' | 'cursor'>;

function standsAs(room: ClassesRoom, { known, member, cursor }: Stands): string {
  if (member) return t(member.on.sound ? 'classes.talks' : 'classes.on_stage');
  if (cursor?.percent === 0) {
    return t('classes.held_for', { time: clockText((room.nowMs() ?? 0) - cursor.since_ms) });
  }
  if (cursor) return t('classes.catches_up');
  if (!known) return '';
  return t(known.is_here ? 'classes.here' : 'classes.away');
}
