import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { stayAwake } from '~/lib/stay_awake.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import { LanguageSwitch } from '~/ui/LanguageSwitch.tsx';
import { Told } from '~/ui/Live.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import { troubleAhead } from '../stage/devices.ts';
import css from './phone.module.css';
import { PhoneShow } from './showing.ts';

/** The page of a phone that is somebody's second camera. It needs no sign-in and knows nobody. */
export function PhonePage(_: { params: Record<string, string> }) {
  usePage(t('phone.title'));
  const show = useMemo(() => new PhoneShow(), []);
  useEffect(() => () => show.close(), [show]);
  const stands = show.stands.value;
  return (
    <div class={css.page} data-theme="room">
      <header class={css.top}>
        <LanguageSwitch />
      </header>
      <main class={css.main}>
        <h1>{t('phone.title')}</h1>
        {stands.is === 'over' ? <Over by={stands.by} /> : <Here show={show} />}
      </main>
    </div>
  );
}

function Over({ by }: { by: 'us' | 'them' }) {
  return (
    <>
      <Told class={css.large}>{t(`phone.over_by_${by}`)}</Told>
      <p>{t('phone.over_text')}</p>
    </>
  );
}

function Here({ show }: { show: PhoneShow }) {
  const ahead = troubleAhead();
  if (ahead === 'insecure') return <Insecure />;
  if (ahead) return <Banner tone="warn">{t('phone.unsupported')}</Banner>;
  return <Camera show={show} />;
}

/** Browsers give a page that came by plain http no camera: says so, and what to do. */
function Insecure() {
  return (
    <>
      <Banner tone="warn">{t('phone.insecure')}</Banner>
      <p>{t('phone.insecure_then')}</p>
      <p>
        <a class={css.link} href="/trust?to=%2Fphone">
          {t('phone.make_secure')}
        </a>
      </p>
    </>
  );
}

function Camera({ show }: { show: PhoneShow }) {
  const scanned = useMemo(() => decodeURIComponent(location.hash.slice(1)), []);
  const [typed, setTyped] = useState(scanned);
  const { isBusy, failure, attempt } = useAttempt();
  const stands = show.stands.value;
  const isShowing = stands.is === 'showing';
  const trouble = show.trouble.value;
  const facing = show.facing.value;
  useEffect(() => void show.look(facing), [show]);
  useEffect(() => (isShowing ? stayAwake() : undefined), [isShowing]);
  const asksCode = !isShowing && !show.hasKey && (!scanned || failure !== null);
  return (
    <>
      <Own show={show} isShowing={isShowing} />
      {trouble && <Told class={css.trouble}>{t(`phone.trouble_${trouble}`)}</Told>}
      {stands.is === 'showing' && (
        <Told class={css.state}>
          <i aria-hidden="true" data-on={stands.link === 'connected' || undefined} />
          {t(stands.link === 'connected' ? 'phone.is_seen' : 'phone.connecting')}
        </Told>
      )}
      {asksCode && (
        <Field
          label={t('phone.code')}
          hint={t('phone.code_hint')}
          value={typed}
          onValue={setTyped}
          autocomplete="off"
          autocapitalize="none"
        />
      )}
      <Failure of={failure} />
      <div class={css.keys}>
        <Button
          size="large"
          onClick={() => void show.look(facing === 'user' ? 'environment' : 'user')}
        >
          {t(trouble ? 'phone.try_again' : facing === 'user' ? 'phone.to_back' : 'phone.to_front')}
        </Button>
        {isShowing ? (
          <Button size="large" look="mark" onClick={() => void show.end()}>
            {t('phone.end')}
          </Button>
        ) : (
          <Button
            size="large"
            look="primary"
            busy={isBusy}
            disabled={!show.camera.value || (!show.hasKey && !typed.trim())}
            onClick={() => void attempt(() => show.begin(typed))}
          >
            {t('phone.begin')}
          </Button>
        )}
      </div>
      <p class={css.soft}>{t('phone.what')}</p>
    </>
  );
}

/** What the phone sees; the camera that looks at oneself is a mirror. */
function Own({ show, isShowing }: { show: PhoneShow; isShowing: boolean }) {
  const video = useRef<HTMLVideoElement>(null);
  const camera = show.camera.value;
  useEffect(() => {
    if (video.current) video.current.srcObject = camera && new MediaStream([camera]);
  }, [camera]);
  return (
    <div class={css.own} data-showing={isShowing || undefined}>
      <video
        ref={video}
        autoPlay
        playsInline
        muted
        data-mirror={show.facing.value === 'user' || undefined}
        aria-label={t('phone.own_picture')}
      />
      {!camera && <p>{t('phone.camera_closed')}</p>}
    </div>
  );
}
