import { Room } from '~/features/room/Room.tsx';

export { fetchAhead } from '~/features/room/later.tsx';

export default function RoomPage({ params }: { params: Record<string, string> }) {
  return <Room id={params.id ?? ''} />;
}
