import { useComputed } from '@preact/signals';
import { render } from 'preact';
import { useEffect } from 'preact/hooks';
import { isNear, type StageModel, type StageRoom, standing } from './room.ts';
import { Tiles } from './Tiles.tsx';

/** Whether this page has the stage itself, and its programme need not be played. */
function isAside(model: StageModel): boolean {
  const isEmpty = standing(model).stage.members.length === 0;
  return !isEmpty && (model.media?.by_stage ?? false) && isNear(model);
}

/** Whether the people on the stage have it for themselves: nothing else is shown there. */
export function isWhole(model: StageModel): boolean {
  const isPlayed = model.media !== undefined && !isAside(model);
  return model.surface.kind === 'none' && !isPlayed && !model.part;
}

/** Tells the room whether the stage itself is on this page. */
export function useAside(room: StageRoom): void {
  const isHere = isAside(room.model.value);
  useEffect(() => {
    room.hasStage.value = isHere;
    return () => {
      room.hasStage.value = false;
    };
  }, [room, isHere]);
}

/** The tiles lie on the room's stage, which belongs to another page: there they are drawn anew. */
export function OverStage({ room }: { room: StageRoom }) {
  const place = useComputed(() => room.video.value?.parentElement ?? null).value;
  useEffect(() => {
    if (!place) return;
    const box = document.createElement('div');
    place.append(box);
    render(<Tiles room={room} look="whole" />, box);
    return () => {
      render(null, box);
      box.remove();
    };
  }, [place, room]);
  return null;
}
