import type { StageRoom } from './room.ts';
import { standing } from './room.ts';
import css from './stage.module.css';
import { Tile } from './Tile.tsx';

/** Columns for so many tiles in a frame of 16:9. */
function columns(count: number): number {
  return Math.ceil(Math.sqrt(count));
}

/** Everybody on the stage: in a row, or over the whole of it. A screen comes before faces. */
export function Tiles({ room, look }: { room: StageRoom; look: 'strip' | 'whole' }) {
  const { members } = standing(room.model.value).stage;
  const screens = members.filter((one) => one.on.screen);
  const all = [
    ...screens.map((member) => ({ member, source: 'screen' as const })),
    ...members.map((member) => ({ member, source: 'picture' as const })),
  ];
  return (
    <ul
      class={css.tiles}
      data-look={look}
      data-screen={screens.length > 0 || undefined}
      style={{ '--columns': `${columns(all.length)}` }}
    >
      {all.map((one) => (
        <Tile key={`${one.member.person}-${one.source}`} room={room} {...one} />
      ))}
    </ul>
  );
}
