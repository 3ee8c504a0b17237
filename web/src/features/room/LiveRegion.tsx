import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { kindText } from './results.tsx';
import { news, Speech, type Told } from './speech.ts';
import type { RoomStore } from './store.ts';

function wordsFor(store: RoomStore, told: Told): string | null {
  const { activities, names, me } = store.model.peek();
  const isStaff = me?.role === 'staff';
  switch (told.what) {
    // The sheet's heading takes the focus and says it to learners.
    case 'asked':
      return null;
    case 'closed':
    case 'shown': {
      const one = activities.find((a) => a.activity === told.activity);
      const kind = one ? kindText(one) : '';
      return t(told.what === 'shown' ? 'room.said_shown' : 'room.said_closed', { kind });
    }
    case 'announced':
      return `${t('room.announcement')}: ${told.text}`;
    case 'picked':
      return told.person === me?.person ? t('room.picked_you') : null;
    case 'hand':
      return isStaff ? t('room.said_hand', { name: names[told.person] ?? '' }) : null;
  }
}

/** The room's one polite live region. */
export function LiveRegion({ store }: { store: RoomStore }) {
  const [text, setText] = useState('');
  const speech = useRef(new Speech());
  useEffect(() => {
    let before = store.model.peek();
    const stop = store.model.subscribe((after) => {
      for (const told of news(before, after)) {
        const words = wordsFor(store, told);
        if (words) speech.current.offer(words);
      }
      before = after;
    });
    const timer = setInterval(() => {
      const next = speech.current.take(performance.now());
      if (next !== undefined) setText(next);
    }, 250);
    return () => {
      stop();
      clearInterval(timer);
    };
  }, [store]);
  return (
    <div class="visually-hidden" aria-live="polite" data-speech>
      {text}
    </div>
  );
}
