import { useEffect, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { isStuck } from '~/lib/outbox.ts';
import { usePage } from '~/lib/page.ts';
import { useSaid } from '~/ui/announce.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { ArrowLeft } from '~/ui/icons_room.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import css from './pack.module.css';
import type { ShelvedPack } from './shapes.ts';
import { useShelfAnswers } from './shelf_answers.ts';

/** A pack from elsewhere in its sandbox; what is answered in it is kept by this server. */
export function ShelfPlayer({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const [pack, setPack] = useState<ShelvedPack | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const frame = useRef<HTMLIFrameElement>(null);
  const answers = useShelfAnswers(id, frame);
  usePage(pack?.title ?? t('pack.shelf'));
  useEffect(() => {
    call('GET /api/packs/{id}', { path: { id } }).then(setPack, setFailure);
  }, [id]);
  const count = answers.waiting;
  const waits =
    count > 0 ? t(isStuck.value ? 'pack.unsent_stuck' : 'pack.unsent', { count }) : null;
  useSaid(waits);
  if (failure) return <ErrorState isPage error={failure} />;
  if (!pack) return <PageLoading isRoom />;
  return (
    <main class={css.shelf} data-theme="room">
      <header class={css.top}>
        <Link href="/shelf" className={css.leave} aria-label={t('core.back')}>
          <ArrowLeft size={22} />
        </Link>
        {/* The player itself says the lesson's title and class. */}
        <span>{t('pack.shelf')}</span>
      </header>
      <p class={css.waits}>{waits}</p>
      {answers.refused.map((one) => (
        <Banner
          key={one.given.client_id}
          tone="mark"
          action={
            <Button size="small" onClick={() => void answers.letGo(one)}>
              {t('pack.unsent_let_go')}
            </Button>
          }
        >
          {t('pack.unsent_refused', { why: one.why ?? '' })}
        </Banner>
      ))}
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
