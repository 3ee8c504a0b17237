import { useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { StageInvitation } from '../room/wire.ts';
import { Mic, StepUp, Video } from './icons.tsx';
import css from './invite.module.css';
import { MAIN, type StageRoom, standing } from './room.ts';
import { useSeconds } from './use_seconds.ts';

interface InviteProps {
  room: StageRoom;
  person: string;
  name: string;
  /** Whether his hand is up: then one press is enough. */
  isRaised: boolean;
}

/** Invites one of the class to the stage, or says how that stands. */
export function Invite({ room, person, name, isRaised }: InviteProps) {
  const [isAsking, setAsking] = useState(false);
  const { isBusy, failure, attempt } = useAttempt();
  const { stage } = standing(room.model.value);
  const invited = stage.invited.find((one) => one.person === person);
  const invite = (picture: boolean, screen = false) =>
    attempt(() => room.ask({ type: 'invite_to_stage', stage: MAIN, person, picture, screen }));
  if (stage.members.some((one) => one.person === person)) {
    return <span class={css.on}>{t('stage.is_on')}</span>;
  }
  if (invited) return <Waiting room={room} one={invited} name={name} />;
  if (isRaised) {
    return (
      <span class={css.raised}>
        <Button
          size="small"
          busy={isBusy}
          aria-label={t('stage.invite_sound_of', { name })}
          onClick={() => void invite(false)}
        >
          <Mic size={18} /> {t('stage.invite_sound')}
        </Button>
        <Button
          size="small"
          look="primary"
          busy={isBusy}
          aria-label={t('stage.invite_both_of', { name })}
          onClick={() => void invite(true)}
        >
          <Video size={18} /> {t('stage.invite_both')}
        </Button>
        <Failure of={failure} />
      </span>
    );
  }
  return (
    <>
      <IconButton label={t('stage.invite_of', { name })} onClick={() => setAsking(true)}>
        <StepUp size={20} />
      </IconButton>
      {isAsking && <Ask name={name} invite={invite} onClose={() => setAsking(false)} />}
    </>
  );
}

interface AskProps {
  name: string;
  invite: (picture: boolean, screen?: boolean) => Promise<boolean>;
  onClose: () => void;
}

function Ask({ name, invite, onClose }: AskProps) {
  const [screen, setScreen] = useState(false);
  const { failure, attempt } = useAttempt();
  const go = (picture: boolean) =>
    void attempt(async () => {
      if (await invite(picture, screen)) onClose();
    });
  return (
    <Dialog title={t('stage.invite_of', { name })} onClose={onClose}>
      <p>{t('stage.invite_text')}</p>
      <Failure of={failure} />
      <div class={css.ways}>
        <Button look="primary" wide data-first onClick={() => go(true)}>
          <Video size={20} /> {t('stage.invite_both')}
        </Button>
        <Button wide onClick={() => go(false)}>
          <Mic size={20} /> {t('stage.invite_sound')}
        </Button>
      </div>
      <label class={css.screen}>
        <input
          type="checkbox"
          checked={screen}
          onChange={(event) => setScreen(event.currentTarget.checked)}
        />
        {t('stage.invite_screen')}
      </label>
    </Dialog>
  );
}

interface WaitingProps {
  room: StageRoom;
  one: StageInvitation;
  name: string;
}

function Waiting({ room, one, name }: WaitingProps) {
  const left = useSeconds(one.until_ms, () => room.nowMs()) ?? 0;
  const { person } = one;
  return (
    <span class={css.waiting}>
      <span>
        {t('stage.is_invited')} <time class="figures">{clockText(left * 1000)}</time>
      </span>
      <Button
        size="small"
        look="quiet"
        aria-label={t('stage.withdraw_of', { name })}
        onClick={() => void room.ask({ type: 'withdraw_invitation', stage: MAIN, person })}
      >
        {t('stage.withdraw')}
      </Button>
    </span>
  );
}
