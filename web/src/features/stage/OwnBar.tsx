import type { FunctionComponent } from 'preact';
import { useState } from 'preact/hooks';
import { loadTexts, t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { Told } from '~/ui/Live.tsx';
import { toast } from '~/ui/Toast.tsx';
import type { StageMember } from '../room/wire.ts';
import { Mic, MicOff, Phone, ScreenShare, StepDown, Video, VideoOff } from './icons.tsx';
import { type Kind, ownOf } from './own.ts';
import { type StageRoom, standing } from './room.ts';
import css from './stage.module.css';
import { Weak } from './Weak.tsx';

/** One is on the stage: which of one's devices are on, and the way down. */
export function OwnBar({ room, member }: { room: StageRoom; member: StageMember }) {
  const own = ownOf(room);
  const { stage } = standing(room.model.value);
  const { on, may } = member;
  const isAsked = stage.asked.includes(member.person) && !on.sound;
  const tracks = own.tracks.value;
  // After a reload the room still says that they are on, and this page has not opened them yet.
  const paused = (['sound', 'picture'] as const).filter((kind) => on[kind] && !tracks[kind]);
  useSaid(t('stage.you_are_on'));
  const goOn = async () => {
    for (const kind of paused) await own.open(kind);
  };
  return (
    <>
      <p class={css.onAir}>
        <i aria-hidden="true" />
        {t('stage.you_are_on')}
      </p>
      {isAsked && <Told class={css.asked}>{t('stage.asked_you')}</Told>}
      <TroubleText room={room} />
      <Weak room={room} member={member} />
      <div class={css.own}>
        {paused.length > 0 ? (
          <Button look="primary" onClick={() => void goOn()}>
            {t('stage.go_on')}
          </Button>
        ) : (
          <>
            <Switch room={room} kind="sound" isOn={on.sound} isLit={isAsked} />
            {may.picture && <Switch room={room} kind="picture" isOn={on.picture} />}
            {may.screen && <Switch room={room} kind="screen" isOn={on.screen} />}
            {may.screen && !on.screen && <PhoneKey room={room} />}
          </>
        )}
        <Button look="mark" onClick={() => void own.stepDown()}>
          <StepDown size={20} /> {t('stage.step_down')}
        </Button>
      </div>
    </>
  );
}

type Asking = FunctionComponent<{ room: StageRoom; onClose: () => void }>;

/** A phone as one's second camera; what it needs comes when somebody wants it. */
function PhoneKey({ room }: { room: StageRoom }) {
  const [part, setPart] = useState<{ Asking: Asking }>();
  const open = () =>
    Promise.all([import('./PhoneCamera.tsx'), loadTexts('phone', 'problems')]).then(
      ([{ PhoneCamera }]) => setPart({ Asking: PhoneCamera }),
      () => toast(t('stage.not_done')),
    );
  return (
    <>
      <Button onClick={() => void open()} data-kind="phone">
        <Phone size={20} />
        <span>{t('stage.phone_on')}</span>
      </Button>
      {part && <part.Asking room={room} onClose={() => setPart(undefined)} />}
    </>
  );
}

const DRAWN = {
  sound: [Mic, MicOff],
  picture: [Video, VideoOff],
  screen: [ScreenShare, ScreenShare],
};

interface SwitchProps {
  room: StageRoom;
  kind: Kind;
  isOn: boolean;
  isLit?: boolean;
}

/** A device of one's own: the word says what pressing does. */
function Switch({ room, kind, isOn, isLit }: SwitchProps) {
  const own = ownOf(room);
  const Drawn = DRAWN[kind][isOn ? 0 : 1] ?? Mic;
  return (
    <Button
      look={isLit ? 'primary' : 'plain'}
      onClick={() => void own.set(kind, !isOn)}
      data-kind={kind}
    >
      <Drawn size={20} />
      <span>{t(`stage.${kind}_${isOn ? 'off' : 'on'}`)}</span>
    </Button>
  );
}

/** Why a camera or a microphone cannot be had, and what can be done about it. */
export function TroubleText({ room }: { room: StageRoom }) {
  const trouble = ownOf(room).trouble.value;
  if (!trouble) return null;
  const device = t(`stage.${trouble.kind}_device`);
  return (
    <Told class={css.trouble}>
      {t(`stage.trouble_${trouble.why}`, { device })}
      {trouble.why === 'insecure' && <MakeSecure />}
    </Told>
  );
}

/** To the page that says how this device gets a secure one, and from there back to here. */
export function MakeSecure() {
  const back = encodeURIComponent(location.pathname + location.search);
  return (
    <>
      {' '}
      <a href={`/trust?to=${back}`}>{t('stage.make_secure')}</a>
    </>
  );
}
