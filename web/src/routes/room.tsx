import { Room } from '~/features/room/Room.tsx';

export { fetchAhead } from '~/features/room/later.tsx';
/** For the screen of a class, which takes it from here so that it splits no file of the room's. */
export { screenParts } from '~/features/room/Room.tsx';

export default function RoomPage({ params }: { params: Record<string, string> }) {
  return <Room id={params.id ?? ''} />;
}
