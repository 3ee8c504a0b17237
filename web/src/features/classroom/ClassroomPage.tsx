import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { stayAwake } from '~/lib/stay_awake.ts';
import { QrCode } from '~/ui/QrCode.tsx';
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
  // A screen on the wall would go to sleep in the middle of a lesson.
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
      <QrCode class={css.qr} text={address} />
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
