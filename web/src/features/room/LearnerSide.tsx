import { ActivityCard } from './ActivityCard.tsx';
import { QuizSheet } from './QuizSheet.tsx';
import type { RoomStore } from './store.ts';
import { Timeline } from './Timeline.tsx';

/** What a learner sees beside the picture: what is said, and the sheet of what is asked. */
export function LearnerSide({ store }: { store: RoomStore }) {
  const { activities } = store.model.value;
  const asked = store.asked;
  const others = activities.filter((one) => one.is_open && one !== asked);
  return (
    <>
      {others.map((one) => (
        <ActivityCard key={one.activity} store={store} one={one} />
      ))}
      <Timeline
        store={store}
        hasHeading
        card={(one) =>
          one === asked ? null : <ActivityCard key={one.activity} store={store} one={one} />
        }
      />
      {asked && <QuizSheet key={asked.activity} store={store} one={asked} />}
    </>
  );
}
