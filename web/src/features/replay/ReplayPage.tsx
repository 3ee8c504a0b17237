import { useEffect, useMemo, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { longDay } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { ArrowLeft } from '~/ui/icons_room.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import { creditText } from '../editions/words.ts';
import { Addresses } from '../slides/picture.ts';
import { CutButton } from './CutButton.tsx';
import { type Loaded, load } from './load.ts';
import { Panels } from './Panels.tsx';
import css from './replay.module.css';
import { Screen } from './Screen.tsx';
import { useReplay } from './use_replay.ts';

/** A lesson watched again: picture, what was said, what was asked. */
export function ReplayPage({ id }: { id: string }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setError(null);
    load(id).then(setLoaded, setError);
  }, [id, tries]);
  usePage(loaded ? `${loaded.lesson.title} · ${t('replay.title')}` : t('replay.title'));
  if (error) {
    return (
      <main class={css.failed} data-theme="room">
        <ErrorState isPage error={error} onRetry={() => setTries(tries + 1)} />
        <ButtonLink href="/lessons">{t('core.back')}</ButtonLink>
      </main>
    );
  }
  if (!loaded) return <PageLoading isRoom />;
  return <Watching key={id} loaded={loaded} />;
}

function Watching({ loaded }: { loaded: Loaded }) {
  const replay = useReplay(loaded);
  const { lesson, recording, story, names, decks, stops, chapters, edition } = loaded;
  const addresses = useMemo(() => new Addresses(recording.media_prefix), [recording]);
  return (
    <main class={css.replay} data-theme="room">
      <header class={css.top}>
        <Link href="/lessons" className={css.leave} aria-label={t('core.back')}>
          <ArrowLeft size={22} />
        </Link>
        <h1>{lesson.title}</h1>
        <span>{longDay(recording.opened_at)}</span>
        {lesson.my_role === 'staff' && recording.runs.length > 0 && lesson.state === 'closed' && (
          <CutButton lesson={lesson} />
        )}
        <ButtonLink href={`/lessons/${lesson.id}/report`} size="small" look="quiet">
          {t('replay.report')}
        </ButtonLink>
      </header>
      <Screen replay={replay} loaded={loaded} addresses={addresses} />
      <Panels
        story={story}
        stops={stops}
        chapters={chapters}
        credit={edition && creditText(edition.credit)}
        decks={decks}
        addresses={addresses}
        names={names}
        positionMs={replay.positionMs}
        onSeek={(ms) => replay.seek(ms)}
      />
    </main>
  );
}
