import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Avatar } from '~/ui/Avatar.tsx';
import { IconButton } from '~/ui/Button.tsx';
import type { StageMember } from '../room/wire.ts';
import { Mic, MicOff, ScreenShare, StepDown } from './icons.tsx';
import type { Source } from './media.ts';
import { ownOf } from './own.ts';
import { isNear, MAIN, nameOf, type StageRoom, standing } from './room.ts';
import css from './stage.module.css';

interface TileProps {
  room: StageRoom;
  member: StageMember;
  source: Source;
}

/** How a member stands, in words: the picture alone says it to nobody who does not see it. */
function stateText(member: StageMember, isAsked: boolean): string {
  if (member.on.sound) return t('stage.mic_is_on');
  return t(isAsked ? 'stage.is_asked' : 'stage.mic_is_off');
}

/** One member: his picture or his initial, his name, and whether he can be heard. */
export function Tile({ room, member, source }: TileProps) {
  const video = useRef<HTMLVideoElement>(null);
  const own = ownOf(room);
  const { stage, me, isStaff } = standing(room.model.value);
  const isAttached = isNear(room.model.value);
  const isOwn = member.person === me?.person;
  // What this page does not send itself is of one's phone, or of a page that was loaded anew.
  const [plays, setPlays] = useState(false);
  const isElsewhere = isOwn && own.tracks.value[source] === null;
  const isSeen =
    member.on[source] && isAttached && (!isElsewhere || (source === 'screen' && plays));
  const isHeard = own.state.value.speaking.has(member.person) && member.on.sound;
  const isAsked = isStaff && stage.asked.includes(member.person);
  const { person } = member;
  useEffect(() => {
    if (!video.current || !isAttached) return;
    return own.media.attach(person, video.current, source);
  }, [own, person, source, isAttached]);
  const known = nameOf(room, member);
  const name = isOwn ? t('stage.you') : known;
  return (
    <li
      class={css.tile}
      data-seen={isSeen || undefined}
      data-heard={isHeard || undefined}
      data-source={source}
      data-own={isOwn || undefined}
      data-role={member.role}
    >
      {/* biome-ignore lint/a11y/useMediaCaption: captions come with their own source. */}
      <video
        ref={video}
        autoPlay
        playsInline
        onPlaying={() => setPlays(true)}
        onEmptied={() => setPlays(false)}
      />
      {!isSeen && <Avatar name={known} size={48} />}
      <p class={css.name}>
        {source === 'screen' ? (
          <ScreenShare size={16} />
        ) : member.on.sound ? (
          <Mic size={16} />
        ) : (
          <MicOff size={16} />
        )}
        <b>{source === 'screen' ? t('stage.screen_of', { name }) : name}</b>
        {member.role === 'teacher' && !isOwn && <em>{t('stage.teacher')}</em>}
        <span class="visually-hidden">{stateText(member, isAsked)}</span>
        {isAsked && (
          <i aria-hidden="true" title={t('stage.is_asked')}>
            {t('stage.asked')}
          </i>
        )}
      </p>
      {isStaff && !isOwn && source === 'picture' && <Controls room={room} member={member} />}
    </li>
  );
}

/** What a teacher does to one on the stage. */
function Controls({ room, member }: { room: StageRoom; member: StageMember }) {
  const { person } = member;
  const name = nameOf(room, member);
  const of = { stage: MAIN, person };
  return (
    <span class={css.controls}>
      {member.on.sound ? (
        <IconButton
          label={t('stage.mute_of', { name })}
          onClick={() => void room.ask({ type: 'mute_on_stage', ...of })}
        >
          <MicOff size={20} />
        </IconButton>
      ) : (
        <IconButton
          label={t('stage.ask_of', { name })}
          onClick={() => void room.ask({ type: 'ask_to_unmute', ...of })}
        >
          <Mic size={20} />
        </IconButton>
      )}
      <IconButton
        label={t('stage.lower_of', { name })}
        onClick={() => void room.ask({ type: 'lower_from_stage', ...of })}
      >
        <StepDown size={20} />
      </IconButton>
    </span>
  );
}
