import { loadTexts } from '~/lib/i18n.ts';
import { Announced } from './Announced.tsx';
import { Picked } from './Picked.tsx';
import type { RoomStore } from './store.ts';
import { useLater } from './use_later.ts';

/** What stands beneath the picture: what was announced, who is on the stage, and who was called on. */
export function Beneath({ store }: { store: RoomStore }) {
  const { stages, staged } = store.model.value;
  const isUsed = (stages ?? []).length > 0 || staged.some(({ kind }) => /^stage/.test(kind));
  return (
    <>
      <Announced store={store} />
      {isUsed && <OnStage store={store} />}
      <Picked store={store} />
    </>
  );
}

function OnStage({ store }: { store: RoomStore }) {
  const parts = useLater(() =>
    Promise.all([import('../stage/StageParts.tsx'), loadTexts('stage')]).then(([part]) => part),
  );
  return parts ? <parts.StageParts room={store} /> : null;
}
