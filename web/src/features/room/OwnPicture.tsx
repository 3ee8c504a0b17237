import { useEffect, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import { codeText } from '~/api/problem.ts';
import type { Preview, StreamStats } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { EyeOff } from '~/ui/icons.tsx';
import { Told } from '~/ui/Live.tsx';
import { healthOf, signalFacts } from '../stream/signal.ts';
import css from './own_picture.module.css';
import type { OwnPicture as Picture, RoomStore } from './store.ts';

const LOOK_EVERY_MS = 2500;

/** The same picture keeps its address as long as that is good: a new one would begin it anew. */
function next(old: Picture | null, found: Preview): Picture | null {
  if (found.tracks.length === 0) return null;
  const { prefix, tracks, until } = found;
  const isSame = JSON.stringify(old?.tracks) === JSON.stringify(tracks);
  return old && isSame && Date.parse(old.until) > Date.now() + 60_000
    ? old
    : { prefix, tracks, until };
}

/** Before the lesson opens its teacher sees the picture that will be shown; learners do not. */
export function OwnPicture({ store }: { store: RoomStore }) {
  const [found, setFound] = useState<Preview | null>(null);
  useEffect(() => {
    const path = { id: store.lesson.id };
    const look = async () => {
      const seen = await callQuietly('GET /api/lessons/{id}/preview', { path }).catch(() => null);
      if (!seen || !timer) return;
      setFound(seen);
      store.ownPicture.value = next(store.ownPicture.peek(), seen);
    };
    let timer = window.setInterval(look, LOOK_EVERY_MS);
    void look();
    return () => {
      clearInterval(timer);
      timer = 0;
      store.ownPicture.value = null;
    };
  }, [store]);
  if (!found) return null;
  const { signal, problem } = found;
  if (!signal) {
    return (
      <div class={css.none}>
        <Told>{t('room.no_signal')}</Told>
        <Told>{problem ? codeText(problem.code) : t('room.no_signal_text')}</Told>
      </div>
    );
  }
  return <Signal signal={signal} />;
}

function Signal({ signal }: { signal: StreamStats }) {
  const health = healthOf(signal);
  const text = t(`room.signal_${health}`);
  // Not the figures: they change with every look.
  useSaid(text);
  return (
    <>
      <p class={css.only}>
        <EyeOff size={16} /> <b>{t('room.only_you')}</b> {t('room.learners_cannot')}
      </p>
      <p class={css.signal} data-health={health}>
        <i aria-hidden="true" /> {text}
        <span class="figures">{signalFacts(signal).join(' · ')}</span>
      </p>
    </>
  );
}
