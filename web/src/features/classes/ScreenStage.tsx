import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { recall, remember } from '~/lib/settings.ts';
import { useTold } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import type { StageMember } from '../room/wire.ts';
import type { Trouble } from '../stage/devices.ts';
import { LOW } from '../stage/heard.ts';
import { isWhole, OverStage, useAside } from '../stage/OverStage.tsx';
import { ownOf } from '../stage/own.ts';
import { MAIN, standing } from '../stage/room.ts';
import { Tiles } from '../stage/Tiles.tsx';
import css from './classes.module.css';
import type { ClassesRoom } from './room.ts';
import { say } from './say.ts';
import { Stills } from './stills.ts';
import { TalkKey } from './TalkKey.tsx';

const ALLOWED = 'class.camera';

/** What the screen of a class shows of it: nothing, until somebody in the classroom lets it. */
export default function ScreenStage({ room }: { room: ClassesRoom }) {
  const [isAllowed, setAllowed] = useState(() => recall(ALLOWED) === 'on');
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const { member, me } = standing(room.model.value);
  const own = me?.class;
  const isCalled = member !== undefined;
  const allow = (isOn: boolean) => {
    remember(ALLOWED, isOn ? 'on' : null);
    setTrouble(null);
    setAllowed(isOn);
  };
  useEffect(() => {
    if (!isAllowed || isCalled || !own) return;
    const stills = new Stills(room.lesson.id, own, setTrouble);
    stills.start();
    return () => stills.stop();
  }, [room, own, isAllowed, isCalled]);
  return (
    <footer class={css.footer}>
      {member && <Called room={room} member={member} isAllowed={isAllowed} />}
      <label class={css.allow}>
        <input
          type="checkbox"
          checked={isAllowed}
          onChange={(event) => allow(event.currentTarget.checked)}
        />
        {t('classes.camera')}
      </label>
      <span class={css.allowed}>{saidOf(isAllowed, isCalled, trouble)}</span>
    </footer>
  );
}

function saidOf(isAllowed: boolean, isCalled: boolean, trouble: Trouble | null): string {
  if (!isAllowed) return t(isCalled ? 'classes.camera_wanted' : 'classes.camera_off');
  if (trouble) return t(`stage.trouble_${trouble}`, { device: t('stage.picture_device') });
  return isCalled ? '' : t('classes.still_shown');
}

interface CalledProps {
  room: ClassesRoom;
  member: StageMember;
  isAllowed: boolean;
}

/** The class is on the stage. It is seen while the switch is on, and heard while the key is. */
function Called({ room, member, isAllowed }: CalledProps) {
  const own = ownOf(room);
  const isHeard = isAllowed && member.on.sound;
  const standsAs = useRef<HTMLElement>(null);
  useTold(standsAs);
  useAside(room);
  useEffect(() => {
    const show = async () => {
      await own.open('sound');
      if (!(await own.open('picture'))) return;
      const now = standing(room.model.peek()).member;
      if (now) await tell(room, { ...now.on, picture: true });
    };
    const hide = async () => {
      own.shut('sound');
      own.shut('picture');
      await tell(room, { sound: false, picture: false, screen: false });
    };
    void (isAllowed ? show() : hide());
  }, [room, own, isAllowed, member.since_ms]);
  useLowered(room, isHeard);
  const { trouble } = own;
  const end = () => say(room, { type: 'dismiss_class', stage: MAIN });
  return (
    <>
      {isWhole(room.model.value) ? <OverStage room={room} /> : <Tiles room={room} look="strip" />}
      <strong ref={standsAs} class={css.called} data-heard={isHeard || undefined}>
        {t(isHeard ? 'classes.is_heard' : 'classes.is_called')}
      </strong>
      {trouble.value && isAllowed && (
        <span class={css.allowed}>
          {t(`stage.trouble_${trouble.value.why}`, {
            device: t(`stage.${trouble.value.kind}_device`),
          })}
        </span>
      )}
      {isAllowed && <TalkKey room={room} isOn={member.on.sound} />}
      <Button onClick={() => void end()}>{t('classes.dismiss_own')}</Button>
    </>
  );
}

async function tell(room: ClassesRoom, on: StageMember['on']): Promise<void> {
  // Who was dismissed meanwhile shows nothing.
  await room.ask({ type: 'set_on_stage', stage: MAIN, ...on }).catch(() => {});
}

/** While the class talks its own loudspeaker is low, so that the two rooms make no echo. */
function useLowered(room: ClassesRoom, isLow: boolean) {
  const video = room.video.value;
  useEffect(() => {
    ownOf(room).media.lower(isLow);
    const before = video?.volume ?? 1;
    if (video && isLow) video.volume = LOW * before;
    return () => {
      ownOf(room).media.lower(false);
      if (video && isLow) video.volume = before;
    };
  }, [room, isLow, video]);
}
