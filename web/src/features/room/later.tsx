// Parts of the room that are fetched once the room itself is there: its first load stays small.
// They come while the connection is made; what a part stands in for keeps its place until then.
// What lies on the stage goes first: over 100 kbit/s a page is there seconds earlier so.
import type { ComponentChildren, FunctionComponent } from 'preact';
import { loadTexts, t } from '~/lib/i18n.ts';
import { Skeleton } from '~/ui/bits.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import type { FlySettings } from '../player/fly_settings.ts';
import type { Why } from './Outside.tsx';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import { useLater } from './use_later.ts';

interface InRoom {
  store: RoomStore;
}

/** A part that is not there yet, and what stands in its place until it is. */
function later<P extends object>(
  fetchPart: () => Promise<FunctionComponent<P>>,
  place?: () => ComponentChildren,
  isBeside = false,
): FunctionComponent<P> {
  return (props) => {
    const part = useLater(async () => {
      if (isBeside) await behindPage((props as unknown as InRoom).store);
      // A state that is a function would be called.
      return { Part: await fetchPart() };
    });
    return part ? <part.Part {...props} /> : (place?.() ?? null);
  };
}

/** The teacher's panel is loaded for teachers only, with the texts of the question editor. */
export const Teaching = later<InRoom & { side?: boolean }>(
  () =>
    Promise.all([import('./TeacherPanel.tsx'), loadTexts('prepare', 'stage')]).then(
      ([m]) => m.default,
    ),
  () => <Skeleton rows={2} />,
);

const fetchBeside = async () => {
  const [part] = await Promise.all([import('./beside.ts'), loadTexts('problems')]);
  return part;
};

/** What comes beside the stage. */
const beside = <P extends InRoom>(
  fetchPart: () => Promise<FunctionComponent<P>>,
  place?: () => ComponentChildren,
) => later(fetchPart, place, true);

/** What a learner sees beside the picture. */
export const Learning = beside<InRoom>(() =>
  import('./LearnerSide.tsx').then((m) => m.LearnerSide),
);

/** Nobody can say anything before the room is entered; until then its place is kept. */
export const LearnerBar = beside<InRoom>(
  () => fetchBeside().then((m) => m.LearnerBar),
  () => <div class={css.barPlace} />,
);

export const Beneath = beside<InRoom>(() => fetchBeside().then((m) => m.Beneath));

/** What one sees before the lesson. */
export const Waiting = later<InRoom>(
  () => import('./Waiting.tsx').then((m) => m.Waiting),
  () => <p class={css.veil}>{t('room.entering')}</p>,
);

/** Staff see their own picture before the lesson opens. */
export const OwnPicture = later<InRoom>(() => import('./OwnPicture.tsx').then((m) => m.OwnPicture));

/** Only lessons that play an edition need it. */
export const PlayedPart = later<InRoom>(() =>
  Promise.all([import('./PlayedPart.tsx'), loadTexts('editions')]).then(([m]) => m.PlayedPart),
);

export const Parts = later<InRoom>(() =>
  Promise.all([import('./Parts.tsx'), loadTexts('editions')]).then(([m]) => m.Parts),
);

export const Speaking = beside<InRoom>(() => fetchBeside().then((m) => m.News));

interface KeysProps extends InRoom {
  fly: FlySettings;
  onFly: (next: FlySettings) => void;
}

export const Keys = beside<KeysProps>(() =>
  Promise.all([import('./StageKeys.tsx'), loadTexts('lean')]).then(([m]) => m.StageKeys),
);

/** Where the network is slow: sound and slides, or slides alone. */
export const Lean = beside<InRoom>(() =>
  Promise.all([import('./Lean.tsx'), loadTexts('lean')]).then(([m]) => m.Lean),
);

const fetchSlides = async () => {
  const [part] = await Promise.all([import('./slides/parts.ts'), loadTexts('slides')]);
  return part;
};

/** Resolves once the stage shows its page, or has none: until then nothing else needs the line. */
export async function behindPage(store: RoomStore): Promise<void> {
  await (await fetchSlides()).pageShown(store);
}

/** Whether there is anything of slides and boards to show; once there was, the keys stay. */
export function hasSlides(store: RoomStore): boolean {
  const { me, surface, inked } = store.model.value;
  return me?.role === 'staff' || surface.kind !== 'none' || inked.length > 0;
}

/** The teacher's list of pages. */
export const Pages = later<InRoom>(() =>
  Promise.all([import('./slides/PagesDrawer.tsx'), fetchSlides()]).then(([m]) => m.default),
);

/** A slide or board on the stage, or the bar below it. */
export function Slides(props: { store: RoomStore; part: 'SlideLayer' | 'SlideBar' }) {
  const parts = useLater(fetchSlides);
  const Part = parts?.[props.part];
  return Part ? <Part store={props.store} /> : null;
}

/** Fetches what a learner's room shows, for who is about to enter one. */
export async function fetchAhead(): Promise<void> {
  await Promise.all([fetchSlides(), loadTexts('lean'), import('./Lean.tsx')]);
  await Promise.all([import('./StageKeys.tsx'), import('./LearnerSide.tsx'), fetchBeside()]);
}

/** The page of those who are not in the room. */
export const Outside = later<{ why: Why }>(
  () => Promise.all([import('./Outside.tsx'), loadTexts('problems')]).then(([m]) => m.Outside),
  () => <PageLoading isRoom />,
);
