import { loadTexts } from '~/lib/i18n.ts';
import { Picked } from './Picked.tsx';
import type { RoomStore } from './store.ts';
import { useLater } from './use_later.ts';

/** What stands beneath the picture: who is on the stage, once anybody was, and who was called on. */
export function Beneath({ store }: { store: RoomStore }) {
  const { stages, staged } = store.model.value;
  const isUsed = (stages ?? []).length + staged.length > 0;
  return (
    <>
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
