import { ReplayPage } from '~/features/replay/ReplayPage.tsx';

export default function ReplayRoute({ params }: { params: Record<string, string> }) {
  return <ReplayPage id={params.id ?? ''} />;
}
