import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Edition, EditionSource } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Segments } from '~/ui/Segments.tsx';
import { Alone } from './Alone.tsx';
import { Editor } from './Editor.tsx';
import { UseInLesson } from './UseInLesson.tsx';
import { useAutosave } from './use_autosave.ts';

/** An edition: worked on by who made it, played by who may. */
export function EditionPage({ params }: { params: Record<string, string> }) {
  const path = { id: params.id ?? '' };
  const edition = useQuery({
    queryKey: ['edition', path.id],
    queryFn: () => call('GET /api/editions/{id}', { path }),
    // What is worked on is not replaced under the hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const source = useQuery({
    queryKey: ['edition', path.id, 'source'],
    queryFn: () => call('GET /api/editions/{id}/source', { path }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  usePage(edition.data?.title ?? t('editions.title'));
  if (edition.isError) {
    return <ErrorState isPage error={edition.error} onRetry={() => void edition.refetch()} />;
  }
  if (!edition.data || source.isPending) return <Skeleton rows={4} />;
  const renew = async () => {
    const { data } = await source.refetch();
    if (!data) throw new Error('edition.source');
    return data;
  };
  return (
    <Shown
      key={path.id}
      edition={edition.data}
      recording={source.data ?? null}
      gone={source.error}
      renew={renew}
    />
  );
}

export interface ShownProps {
  edition: Edition;
  /** The recorded lesson; null when it can no longer be used. */
  recording: EditionSource | null;
  /** Why it cannot. */
  gone: unknown;
  renew: () => Promise<EditionSource>;
}

function Shown(props: ShownProps) {
  // The address of the picture is renewed by the player; another one would begin it anew.
  const [recording] = useState(props.recording);
  const fixed = { ...props, recording };
  return props.edition.may_edit ? <Own {...fixed} /> : <Alone {...fixed} />;
}

function Own(props: ShownProps) {
  const saved = useAutosave(props.edition);
  const [how, setHow] = useState<'edit' | 'play'>('edit');
  const head = (
    <>
      <Segments
        label={t('editions.how')}
        value={how}
        options={[
          { value: 'edit' as const, text: t('editions.edit') },
          { value: 'play' as const, text: t('editions.play_alone') },
        ]}
        onValue={setHow}
      />
      <UseInLesson
        edition={props.edition.id}
        title={saved.work.title}
        isUnsaved={saved.saving.state !== 'saved'}
      />
      <ButtonLink href="/editions">{t('editions.title')}</ButtonLink>
    </>
  );
  if (how === 'edit') return <Editor {...props} saved={saved} head={head} />;
  return <Alone {...props} edition={{ ...props.edition, ...saved.work }} head={head} />;
}
