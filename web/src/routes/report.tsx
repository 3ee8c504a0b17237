import { ReportPage } from '~/features/report/ReportPage.tsx';

export default function ReportRoute({ params }: { params: Record<string, string> }) {
  return <ReportPage id={params.id ?? ''} />;
}
