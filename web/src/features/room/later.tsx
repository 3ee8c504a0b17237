// Parts of the room that are fetched once the room itself is there: its first load stays small.
import { loadTexts } from '~/lib/i18n.ts';
import { Skeleton } from '~/ui/bits.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import type { FlySettings } from '../player/fly_settings.ts';
import type { Why } from './Outside.tsx';
import type { RoomStore } from './store.ts';
import { Timeline } from './Timeline.tsx';
import { useLater } from './use_later.ts';

/** The teacher's panel is loaded for teachers only. */
export function Teaching(props: { store: RoomStore; side?: boolean }) {
  // The question editor is the one of preparing, with its texts.
  const parts = useLater(() => Promise.all([import('./TeacherPanel.tsx'), loadTexts('prepare')]));
  const part = parts?.[0];
  return part ? <part.default {...props} /> : <Skeleton rows={2} />;
}

/** What a learner sees beside the picture: what is said, and the sheet of what is asked. */
export function Learning({ store }: { store: RoomStore }) {
  const part = useLater(() => import('./QuizSheet.tsx'));
  const { activities } = store.model.value;
  const asked = store.asked;
  const others = activities.filter((one) => one.is_open && one !== asked);
  return (
    <>
      {part &&
        others.map((one) => <part.ActivityCard key={one.activity} store={store} one={one} />)}
      <Timeline
        store={store}
        hasHeading
        card={(one) =>
          part && one !== asked ? (
            <part.ActivityCard key={one.activity} store={store} one={one} />
          ) : null
        }
      />
      {part && asked && <part.QuizSheet key={asked.activity} store={store} one={asked} />}
    </>
  );
}

export function Speaking({ store }: { store: RoomStore }) {
  const part = useLater(() => import('./LiveRegion.tsx'));
  return part ? <part.LiveRegion store={store} /> : null;
}

interface KeysProps {
  store: RoomStore;
  fly: FlySettings;
  onFly: (next: FlySettings) => void;
}

export function Keys(props: KeysProps) {
  const part = useLater(() => import('./StageKeys.tsx'));
  return part ? <part.StageKeys {...props} /> : null;
}

/** Staff see their own picture before the lesson opens. */
export function OwnPicture({ store }: { store: RoomStore }) {
  const part = useLater(() => import('./OwnPicture.tsx'));
  return part ? <part.OwnPicture store={store} /> : null;
}

const fetchSlides = async () => {
  const [part] = await Promise.all([import('./slides/parts.ts'), loadTexts('slides', 'ink')]);
  return part;
};

/** Whether there is anything of slides and boards to show; once there was, the keys stay. */
export function hasSlides(store: RoomStore): boolean {
  const { me, surface, inked } = store.model.value;
  return me?.role === 'staff' || surface.kind !== 'none' || inked.length > 0;
}

/** A slide or board on the stage, the bar below it, or the teacher's list of pages. */
export function Slides(props: {
  store: RoomStore;
  part: 'SlideLayer' | 'SlideBar' | 'PagesDrawer';
}) {
  const parts = useLater(fetchSlides);
  const Part = parts?.[props.part];
  return Part ? <Part store={props.store} /> : null;
}

/** The page of those who are not in the room. */
export function Outside({ why }: { why: Why }) {
  const part = useLater(() => import('./Outside.tsx'));
  return part ? <part.Outside why={why} /> : <PageLoading isRoom />;
}
