import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { encode } from 'uqr';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import css from './classroom.module.css';
import { Pairing, type Screen } from './pairing.ts';

interface ClassroomPageProps {
  /** Shows a lesson to the class. */
  children: (lesson: Lesson, person: string) => ComponentChildren;
}

/** The page of a classroom's big screen: paired once, then it shows what is opened on it. */
export function ClassroomPage({ children }: ClassroomPageProps) {
  usePage(t('classes.title'));
  const [screen, setScreen] = useState<Screen>({ is: 'starting' });
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    const pairing = new Pairing(setScreen, setLost);
    pairing.start();
    return () => pairing.stop();
  }, []);
  useEffect(stayAwake, []);
  if (screen.is === 'paired' && screen.lesson) {
    return <>{children(screen.lesson, screen.current.person)}</>;
  }
  return (
    <main class={css.page} data-theme="room">
      {screen.is === 'starting' && <p class={css.large}>{t('classes.connecting')}</p>}
      {screen.is === 'unpaired' && <Code code={screen.code} />}
      {screen.is === 'taken' && (
        <>
          <h1>{t('classes.someone')}</h1>
          <p>{t('classes.someone_text')}</p>
        </>
      )}
      {screen.is === 'paired' && (
        <>
          <h1>{screen.current.name}</h1>
          <p class={css.large}>
            {screen.current.school_name} · {screen.current.class.name}
          </p>
          <p>{t('classes.ready_text')}</p>
        </>
      )}
      {isLost && <p class={css.lost}>{t('classes.offline')}</p>}
    </main>
  );
}

function Code({ code }: { code: string }) {
  const address = `${location.origin}/classrooms?code=${code}`;
  return (
    <div class={css.pairing}>
      <Picture text={address} />
      <div>
        <h1>{t('classes.welcome')}</h1>
        <p class={css.code} data-code={code}>
          <span class="visually-hidden">{t('classes.your_code')} </span>
          {code.slice(0, 3)} {code.slice(3)}
        </p>
        <p>{t('classes.scan')}</p>
        <p class={css.address}>{location.host}/classrooms</p>
      </div>
    </div>
  );
}

/** A code for a phone's camera, black on white however dark the page. */
function Picture({ text }: { text: string }) {
  const { data, size } = useMemo(() => encode(text, { ecc: 'M', border: 2 }), [text]);
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg class={css.qr} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

type Wakeful = Navigator & { wakeLock?: { request(kind: 'screen'): Promise<unknown> } };

/** A screen on the wall goes to sleep in the middle of a lesson unless it is asked not to. */
function stayAwake(): () => void {
  const ask = () => {
    if (document.hidden) return;
    (navigator as Wakeful).wakeLock?.request('screen').catch(() => {});
  };
  ask();
  document.addEventListener('visibilitychange', ask);
  return () => document.removeEventListener('visibilitychange', ask);
}
