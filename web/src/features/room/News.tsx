import { useEffect } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { announce } from '~/ui/announce.ts';
import { news, type Told } from './news.ts';
import { pickedText } from './Picked.tsx';
import { kindText } from './results.tsx';
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
      return pickedText(told.person, me?.person, names);
    case 'hand':
      return isStaff ? t('room.said_hand', { name: names[told.person] ?? '' }) : null;
  }
}

/** Tells what happens in the room; it has nothing to show. */
export function News({ store }: { store: RoomStore }) {
  useEffect(() => {
    let before = store.model.peek();
    return store.model.subscribe((after) => {
      for (const told of news(before, after)) {
        const words = wordsFor(store, told);
        if (words) announce(words);
      }
      before = after;
    });
  }, [store]);
  return null;
}
