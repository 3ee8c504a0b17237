import { useEffect, useRef, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { announce } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { ChevronUp } from '~/ui/icon.tsx';
import { toast } from '~/ui/Toast.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import type { StageInvitation } from '../room/wire.ts';
import { Check } from './Check.tsx';
import css from './check.module.css';
import { Mic, Video } from './icons.tsx';
import { ownOf } from './own.ts';
import { MAIN, type StageRoom, standing } from './room.ts';
import { useSeconds } from './use_seconds.ts';

/** One is invited: whether to come, and how. It can be lowered to a bar and is not lost. */
export function Invitation({ room }: { room: StageRoom }) {
  const { invitation, member } = standing(room.model.value);
  const [isLow, setLow] = useState(false);
  const since = invitation?.until_ms;
  const own = ownOf(room);
  useEffect(() => {
    if (since === undefined) return;
    setLow(false);
    announce(t('stage.invited'));
    return () => {
      own.letGo();
      const why = whyOver(room);
      if (why) toast(t(`stage.over_${why}`));
    };
  }, [since, room, own]);
  if (!invitation || member) return null;
  if (isLow) return <Lowered room={room} one={invitation} onRaise={() => setLow(false)} />;
  return (
    // The room gives what stands beneath its picture margins of its own; a sheet has none.
    <div class={css.apart}>
      <Sheet room={room} one={invitation} onLower={() => setLow(true)} />
    </div>
  );
}

/** Why an invitation of one's own ended, when it was not oneself. */
function whyOver(room: StageRoom): 'expired' | 'withdrawn' | null {
  const { staged, me } = room.model.peek();
  const last = staged[staged.length - 1];
  if (last?.kind === 'stage.cleared') return 'withdrawn';
  if (last?.kind !== 'stage.invitation_ended' || last.body.person !== me?.person) return null;
  const { why } = last.body;
  return why === 'expired' || why === 'withdrawn' ? why : null;
}

interface SheetProps {
  room: StageRoom;
  one: StageInvitation;
  onLower: () => void;
}

function Sheet({ room, one, onLower }: SheetProps) {
  const own = ownOf(room);
  const { isBusy, failure, attempt } = useAttempt();
  const { picture } = one.may;
  const hasNoSound = own.trouble.value?.kind === 'sound';
  const accept = (withPicture: boolean) =>
    attempt(() => room.ask({ type: 'accept_invitation', stage: MAIN, picture: withPicture }));
  const come = async (withPicture: boolean) => {
    // What the browser refuses is known before one stands on the stage.
    if (!(await own.open('sound'))) return;
    if (withPicture && !(await own.open('picture'))) return;
    if (!withPicture) own.shut('picture');
    await accept(withPicture);
  };
  return (
    <Dialog title={t('stage.invited')} onClose={onLower}>
      <Lead one={one} room={room} />
      <Check room={room} picture={picture} />
      <Failure of={failure} />
      <div class={css.ways}>
        {picture && (
          <Button look="primary" wide busy={isBusy} onClick={() => void come(true)}>
            <Video size={20} /> {t('stage.come_both')}
          </Button>
        )}
        <Button
          look={picture ? 'plain' : 'primary'}
          wide
          busy={isBusy}
          onClick={() => void come(false)}
        >
          <Mic size={20} /> {t('stage.come_sound')}
        </Button>
        {hasNoSound && (
          <Button wide busy={isBusy} onClick={() => void accept(false)}>
            {t('stage.come_silent')}
          </Button>
        )}
        <Button
          look="quiet"
          wide
          busy={isBusy}
          onClick={() => void attempt(() => room.ask({ type: 'decline_invitation', stage: MAIN }))}
        >
          {t('stage.decline')}
        </Button>
      </div>
    </Dialog>
  );
}

/** What one is asked for and how long; the focus begins here, where Enter does nothing. */
function Lead({ one, room }: { one: StageInvitation; room: StageRoom }) {
  const left = useSeconds(one.until_ms, () => room.nowMs());
  const box = useRef<HTMLDivElement>(null);
  return (
    <div ref={box} class={css.lead} data-first tabIndex={-1}>
      <p>{t(one.may.picture ? 'stage.invited_both' : 'stage.invited_sound')}</p>
      {left !== null && (
        <time class="figures" role="timer" data-late={left <= 10 || undefined}>
          {clockText(left * 1000)}
        </time>
      )}
    </div>
  );
}

interface LoweredProps {
  room: StageRoom;
  one: StageInvitation;
  onRaise: () => void;
}

function Lowered({ room, one, onRaise }: LoweredProps) {
  const left = useSeconds(one.until_ms, () => room.nowMs());
  return (
    <button type="button" class={css.lowered} onClick={onRaise}>
      <b>{t('stage.invited')}</b>
      {left !== null && <time class="figures">{clockText(left * 1000)}</time>}
      <span>{t('stage.answer')}</span>
      <ChevronUp size={22} />
    </button>
  );
}
