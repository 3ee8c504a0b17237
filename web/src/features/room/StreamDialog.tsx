import { QueryClient, QueryClientProvider } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { StreamSettings } from '~/features/stream/StreamSettings.tsx';
import { t } from '~/lib/i18n.ts';
import { Dialog } from '~/ui/Dialog.tsx';

/** What an encoder needs to go live, without leaving the room. Needs the texts `stream`. */
export function StreamDialog(props: { lesson: string; onClose: () => void }) {
  const [client] = useState(() => new QueryClient());
  return (
    <Dialog title={t('stream.title')} onClose={props.onClose}>
      <QueryClientProvider client={client}>
        <StreamSettings lessonId={props.lesson} />
      </QueryClientProvider>
    </Dialog>
  );
}
