import { useEffect, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { ArrowLeft } from '~/ui/icons_room.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import css from './pack.module.css';
import type { GivenAnswer, ShelvedPack } from './shapes.ts';

/** A pack from elsewhere in its sandbox; what is answered in it is kept by this server. */
export function ShelfPlayer({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const [pack, setPack] = useState<ShelvedPack | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  usePage(pack?.title ?? t('pack.shelf'));
  useEffect(() => {
    call('GET /api/packs/{id}', { path: { id } }).then(setPack, setFailure);
  }, [id]);
  useEffect(() => {
    const hear = (event: MessageEvent) => {
      const given = fromFrame(event, frame.current);
      if (!given) return;
      const kept = call('POST /api/packs/{id}/answers', { path: { id }, body: given });
      kept.then(() => setRefused(null), setRefused);
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, [id]);
  if (failure) return <ErrorState isPage error={failure} />;
  if (!pack) return <PageLoading isRoom />;
  return (
    <main class={css.shelf} data-theme="room">
      <header class={css.top}>
        <Link href="/shelf" className={css.leave} aria-label={t('core.back')}>
          <ArrowLeft size={22} />
        </Link>
        <span>
          {pack.title} · {pack.class_name}
        </span>
      </header>
      <Failure of={refused} />
      <iframe
        ref={frame}
        title={pack.title}
        src={pack.player}
        sandbox="allow-scripts allow-downloads"
        allow="fullscreen"
      />
    </main>
  );
}

/** An answer from the pack's own page, which has no origin: only the window itself tells it. */
function fromFrame(event: MessageEvent, frame: HTMLIFrameElement | null): GivenAnswer | null {
  if (!frame || event.source !== frame.contentWindow) return null;
  const data = event.data as { type?: unknown; given?: unknown } | null;
  if (data?.type !== 'xingtan-pack-answer' || typeof data.given !== 'object') return null;
  // The server checks every part of it.
  return data.given as GivenAnswer;
}
