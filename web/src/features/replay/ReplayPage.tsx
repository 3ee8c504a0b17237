import { useEffect, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { callQuietly } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { openOutbox } from '~/lib/outbox.ts';
import { usePage } from '~/lib/page.ts';
import { longDay } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { ArrowLeft } from '~/ui/icons_room.tsx';
import { PageLoading } from '~/ui/PageState.tsx';
import { creditText } from '../editions/words.ts';
import { KeepButton } from '../kept/KeepButton.tsx';
import type { NoteBody } from '../notes/notes.ts';
import { useNotes } from '../notes/use_notes.ts';
import { useAddresses } from '../slides/renew.ts';
import { AtMoment } from './AtMoment.tsx';
import { CutButton } from './CutButton.tsx';
import { useLate } from './late.ts';
import { type Loaded, load } from './load.ts';
import { firstTab, Panels } from './Panels.tsx';
import css from './replay.module.css';
import { Screen } from './Screen.tsx';
import type { Asked } from './story.ts';
import { useKeptCurrent } from './use_kept_current.ts';
import { useMarking } from './use_marking.ts';
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
  const freshPrefix = async () => {
    const path = { id: lesson.id };
    return (await callQuietly('GET /api/lessons/{id}/replay', { path })).media_prefix;
  };
  // What this device keeps has addresses for good.
  const addresses = useAddresses(recording.media_prefix, loaded.here ? undefined : freshPrefix);
  const late = useLate(lesson, loaded.here?.late);
  const notes = useNotes(lesson.id, loaded.here?.notes);
  const [draft, setDraft] = useState<NoteBody | null>(null);
  const [isSearching, setSearching] = useState(false);
  const marking = useMarking(replay, notes, recording.shift_ms, (wanted) => {
    setSearching(false);
    setTab('notes');
    setDraft(wanted);
    setTimeout(() => document.querySelector<HTMLElement>('[role=tabpanel] textarea')?.focus());
  });
  const [tab, setTab] = useState(() => firstTab({ chapters, stops, story }));
  useEffect(() => void openOutbox(), []);
  useKeptCurrent(loaded, late.known, notes.known);
  const answer = (one: Asked) => {
    replay.pause();
    setSearching(false);
    setTab('asked');
    // Once the list is there.
    setTimeout(() => focusOn(`asked-${one.activity}`));
  };
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
        {lesson.state === 'closed' && <KeepButton lesson={lesson.id} />}
        <ButtonLink href={`/lessons/${lesson.id}/report`} size="small" look="quiet">
          {t('replay.report')}
        </ButtonLink>
      </header>
      <Screen
        replay={replay}
        loaded={loaded}
        addresses={addresses}
        notes={notes.all}
        marking={marking}
        onSearch={() => setSearching(true)}
      >
        <AtMoment
          asked={story.asked}
          late={late}
          positionMs={replay.positionMs}
          onAnswer={answer}
        />
      </Screen>
      <Panels
        story={story}
        stops={stops}
        chapters={chapters}
        credit={edition && creditText(edition.credit)}
        edition={(!loaded.here && lesson.state === 'closed' && edition?.edition) || null}
        decks={decks}
        addresses={addresses}
        names={names}
        late={late}
        notes={notes}
        draft={draft}
        onDraft={setDraft}
        lesson={lesson.id}
        shiftMs={recording.shift_ms}
        isSearching={isSearching}
        onSearching={setSearching}
        tab={tab}
        onTab={setTab}
        positionMs={replay.positionMs}
        onSeek={(ms) => replay.seek(ms)}
      />
    </main>
  );
}

function focusOn(id: string): void {
  const node = document.getElementById(id);
  node?.scrollIntoView({ block: 'start' });
  node?.focus({ preventScroll: true });
}
