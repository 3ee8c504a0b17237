import { useQuery, useQueryClient } from '@tanstack/preact-query';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Banner, ProgressBar, Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Cross } from '~/ui/icon.tsx';
import { Upload } from '~/ui/icons.tsx';
import { Told } from '~/ui/Live.tsx';
import css from '~/ui/Page.module.css';
import { lessonDecks } from '../../slides/api.ts';
import type { LessonDeck } from '../../slides/deck.ts';
import { DeckCard } from './DeckCard.tsx';
import own from './decks.module.css';
import { EarlierDecks } from './EarlierDecks.tsx';
import { Stopped } from './Stopped.tsx';
import { sizeText } from './size.ts';
import { ACCEPT, dismiss, grouped, type Job, jobs, send } from './uploads.ts';

const NONE: { unfit: File[]; empty: File[] } = { unfit: [], empty: [] };

const named = (files: readonly File[]) => listed(files.map(({ name }) => name));

/** How often a conversion is asked how far it is. */
const LOOK_MS = 1_500;

export function useLessonDecks(id: string) {
  return useQuery({
    queryKey: ['decks', id],
    queryFn: () => lessonDecks(id),
    refetchInterval: ({ state }) =>
      state.data?.some((one) => one.state === 'waiting' || one.state === 'converting')
        ? LOOK_MS
        : false,
  });
}

/** The lesson's slides: chosen or dropped, sent, made into pages, looked through. */
export function Decks({ lesson }: { lesson: Lesson }) {
  const queries = useQueryClient();
  const decks = useLessonDecks(lesson.id);
  const [refused, setRefused] = useState(NONE);
  const [isChoosing, setChoosing] = useState(false);
  const again = () => void queries.invalidateQueries({ queryKey: ['decks', lesson.id] });
  const school = lesson.school.id;
  const take = (files: readonly File[]) => {
    const found = grouped(files);
    setRefused(found);
    for (const group of found.groups) void send({ lesson: lesson.id, school }, group, again);
  };
  const own_jobs = jobs.value.filter((one) => one.lesson === lesson.id);
  return (
    <section aria-labelledby="decks-title" class={own.decks}>
      <h2 id="decks-title">{t('slides.decks')}</h2>
      {decks.isError && <ErrorState error={decks.error} onRetry={() => void decks.refetch()} />}
      {decks.isPending && <Skeleton rows={1} height={120} />}
      {decks.data?.map((deck: LessonDeck) => (
        <DeckCard key={deck.id} lesson={lesson} deck={deck} onChange={again} />
      ))}
      {own_jobs.map((job) => (
        <Sending key={job.key} job={job} onAgain={() => take(job.files)} />
      ))}
      <Stopped onFiles={take} />
      {(refused.unfit.length > 0 || refused.empty.length > 0) && (
        <Banner
          tone="mark"
          action={
            <IconButton label={t('core.close')} onClick={() => setRefused(NONE)}>
              <Cross size={18} />
            </IconButton>
          }
        >
          {refused.empty.length > 0 && (
            <p>{t('slides.empty_file', { names: named(refused.empty) })}</p>
          )}
          {refused.unfit.length > 0 && <p>{t('slides.unfit', { names: named(refused.unfit) })}</p>}
        </Banner>
      )}
      <Drop isFirst={decks.data?.length === 0 && own_jobs.length === 0} onFiles={take}>
        <Button look="quiet" onClick={() => setChoosing(true)}>
          {t('slides.earlier')}
        </Button>
      </Drop>
      {isChoosing && (
        <EarlierDecks
          lesson={lesson}
          has={decks.data ?? []}
          onDone={again}
          onClose={() => setChoosing(false)}
        />
      )}
    </section>
  );
}

function Drop(props: {
  isFirst: boolean;
  onFiles: (files: readonly File[]) => void;
  children: ComponentChildren;
}) {
  const [isOver, setOver] = useState(false);
  return (
    <section
      aria-label={t('slides.choose_files')}
      class={`${css.drop} ${own.drop}`}
      data-over={isOver}
      data-small={!props.isFirst || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        props.onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {props.isFirst && <p>{t('slides.drop')}</p>}
      <label class={css.file}>
        <Upload size={20} /> {t('slides.choose_files')}
        <input
          type="file"
          multiple
          accept={ACCEPT}
          onChange={(event) => {
            props.onFiles([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = '';
          }}
        />
      </label>
      <p class={css.soft}>{t('slides.formats')}</p>
      {props.children}
    </section>
  );
}

/** A file on its way. */
function Sending({ job, onAgain }: { job: Job; onAgain: () => void }) {
  const figures = { sent: sizeText(job.sent), of: sizeText(job.of) };
  const text = job.failure
    ? problemText(job.failure)
    : job.isMaking
      ? t('slides.making')
      : t(job.isWaiting ? 'slides.sending_waits' : 'slides.sending', figures);
  return (
    <div class={css.card}>
      <div class={own.head}>
        <b>{job.title}</b>
        {job.failure ? (
          <>
            <Button
              size="small"
              onClick={() => {
                dismiss(job.key);
                onAgain();
              }}
            >
              {t('core.retry')}
            </Button>
            <Button size="small" look="quiet" onClick={() => dismiss(job.key)}>
              {t('slides.give_up')}
            </Button>
          </>
        ) : (
          <Button size="small" disabled={job.isMaking} onClick={job.cancel}>
            {t('core.cancel')}
          </Button>
        )}
      </div>
      {!job.failure && (
        <ProgressBar
          value={job.of ? job.sent / job.of : 0}
          label={t('slides.sending_of', { title: job.title })}
        />
      )}
      {job.failure ? <Told class={css.wrong}>{text}</Told> : <p class={css.soft}>{text}</p>}
    </div>
  );
}
