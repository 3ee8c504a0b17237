import { Played } from '../editions/Played.tsx';
import { level } from '../player/quality.ts';
import type { RoomStore } from './store.ts';

/** What the class is played of an edition, on the stage. */
export function PlayedPart({ store }: { store: RoomStore }) {
  const { part, surface } = store.model.value;
  if (!part) return null;
  return (
    <Played
      lesson={store.lesson.id}
      part={part}
      surface={surface}
      level={store.model.value.me?.role === 'staff' ? 'full' : level.value}
      nowMs={() => store.nowMs()}
      onVideo={(video) => {
        if (video) store.video.value = video;
      }}
    />
  );
}
