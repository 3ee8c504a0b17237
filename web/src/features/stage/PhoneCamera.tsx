import { useEffect, useState } from 'preact/hooks';
import { call, callQuietly } from '~/api/call.ts';
import type { PhoneCode, PhoneStands } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Told } from '~/ui/Live.tsx';
import { QrCode } from '~/ui/QrCode.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './phone.module.css';
import type { StageRoom } from './room.ts';

const LOOK_EVERY_MS = 1_500;

/** Asks for a phone as one's second camera, and waits until its picture is there. */
export function PhoneCamera({ room, onClose }: { room: StageRoom; onClose: () => void }) {
  const path = { id: room.lesson.id };
  const [code, setCode] = useState<PhoneCode | null>(null);
  const { isBusy, failure, attempt } = useAttempt();
  const stands = useStands(room.lesson.id, code);
  const ask = () =>
    attempt(async () => setCode(await call('POST /api/lessons/{id}/phone-camera', { path })));
  useEffect(() => void ask(), []);
  useEffect(() => {
    if (stands === 'sending') onClose();
  }, [stands]);
  const close = () => {
    // Nobody is to come by a code that is no longer looked at.
    if (stands === 'offered') {
      callQuietly('DELETE /api/lessons/{id}/phone-camera', { path }).catch(() => {});
    }
    onClose();
  };
  return (
    <Dialog title={t('phone.as_camera')} onClose={close}>
      <p>{t('phone.as_camera_text')}</p>
      {code && stands === 'offered' && <Shown code={code.code} />}
      {code && stands === 'taken' && <Told class={css.come}>{t('phone.has_come')}</Told>}
      {code && stands === 'none' && (
        <>
          <Told>{t('phone.ran_out')}</Told>
          <Button look="primary" busy={isBusy} onClick={() => void ask()}>
            {t('phone.new_code')}
          </Button>
        </>
      )}
      <Failure of={failure} />
    </Dialog>
  );
}

/** How the phone stands that was asked for. */
function useStands(id: string, code: PhoneCode | null): PhoneStands {
  const [stands, setStands] = useState<PhoneStands>('offered');
  useEffect(() => {
    if (!code) return;
    setStands('offered');
    const look = () =>
      callQuietly('GET /api/lessons/{id}/phone-camera', { path: { id } }).then(
        (phone) => setStands(phone.stands),
        // It is asked again.
        () => {},
      );
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [id, code]);
  return stands;
}

function Shown({ code }: { code: string }) {
  const isOnlyHere = /^(localhost|127\.|\[::1\])/.test(location.hostname);
  return (
    <div class={css.code}>
      <QrCode class={css.qr} text={`${location.origin}/phone#${code}`} />
      <ol>
        <li>{t('phone.scan')}</li>
        <li>
          {t('phone.or_type')} <b class={css.address}>{location.host}/phone</b>
          <strong class="figures" data-code={code}>
            {code.slice(0, 4)} {code.slice(4)}
          </strong>
        </li>
      </ol>
      {isOnlyHere && <p class={css.note}>{t('phone.only_here', { host: location.hostname })}</p>}
    </div>
  );
}
