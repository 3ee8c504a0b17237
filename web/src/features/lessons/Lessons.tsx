import { useInfiniteQuery } from '@tanstack/preact-query';
import { useSearchParams } from 'wouter-preact';
import { call } from '~/api/call.ts';
import type { Lesson, LessonState } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { classNames } from '~/lib/lesson.ts';
import { usePage } from '~/lib/page.ts';
import { isStaff, me } from '~/lib/session.ts';
import { clockTime, dayKey, longDay } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Chip, Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';

const STATES = ['all', 'planned', 'open', 'closed'] as const;

/** Lessons by local day, in the order they came. */
export function byDay(lessons: Lesson[]): [string, Lesson[]][] {
  const days = new Map<string, Lesson[]>();
  for (const lesson of lessons) {
    const day = dayKey(lesson.starts_at);
    days.set(day, [...(days.get(day) ?? []), lesson]);
  }
  return [...days];
}

export function Lessons(_: { params: Record<string, string> }) {
  usePage(t('lessons.title'));
  const [search, setSearch] = useSearchParams();
  const state = search.get('state') ?? 'all';
  const lessons = useInfiniteQuery({
    queryKey: ['lessons', state],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/lessons', {
        query: {
          ...(state !== 'all' && { state: state as LessonState }),
          ...(pageParam && { cursor: pageParam }),
        },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = lessons.data?.pages.flatMap((page) => page.items) ?? [];
  const staff = Boolean(me.value && isStaff(me.value));
  return (
    <>
      <div class={css.head}>
        <h1>{t('lessons.title')}</h1>
        <Select
          label={t('lessons.filter')}
          value={state}
          onValue={(next) => setSearch(next === 'all' ? {} : { state: next }, { replace: true })}
          options={STATES.map((value) => ({ value, text: t(`lessons.${value}`) }))}
        />
        {staff && (
          <ButtonLink href="/lessons/new" look="primary">
            {t('lessons.new')}
          </ButtonLink>
        )}
      </div>
      {lessons.isError && (
        <ErrorState error={lessons.error} onRetry={() => void lessons.refetch()} />
      )}
      {lessons.isPending && <Skeleton rows={6} />}
      {lessons.isSuccess && !items.length && (
        <EmptyState drawing="board" title={t('lessons.empty')} text={t('lessons.empty_text')} />
      )}
      {byDay(items).map(([day, ofDay]) => (
        <section key={day} class={css.group}>
          <h2>{longDay(ofDay[0]?.starts_at ?? day)}</h2>
          <ul class={css.list}>
            {ofDay.map((lesson) => (
              <Row key={lesson.id} lesson={lesson} />
            ))}
          </ul>
        </section>
      ))}
      {lessons.hasNextPage && (
        <p class={css.group}>
          <Button busy={lessons.isFetchingNextPage} onClick={() => void lessons.fetchNextPage()}>
            {t('core.more')}
          </Button>
        </p>
      )}
    </>
  );
}

function Row({ lesson }: { lesson: Lesson }) {
  const staff = lesson.my_role === 'staff';
  const path = `/lessons/${lesson.id}`;
  return (
    <li class={css.item}>
      <time class={css.time}>{clockTime(lesson.starts_at)}</time>
      <div class={css.grow}>
        <p class={css.name}>{lesson.title}</p>
        <p class={css.soft}>
          {lesson.course.title} · {t('lessons.minutes', { count: lesson.minutes })} ·{' '}
          {classNames(lesson)}
        </p>
      </div>
      {lesson.state === 'open' && (
        <Chip tone="mark" dot>
          {t('lessons.open')}
        </Chip>
      )}
      {lesson.state === 'closed' ? (
        <div class={css.rowActions}>
          <ButtonLink href={`/replay/${lesson.id}`} size="small">
            {t('lessons.replay')}
          </ButtonLink>
          <ButtonLink href={`${path}/report`} size="small" look="quiet">
            {t('lessons.report')}
          </ButtonLink>
        </div>
      ) : (
        <div class={css.rowActions}>
          {staff && (
            <ButtonLink href={`${path}/prepare`} size="small">
              {t('lessons.prepare')}
            </ButtonLink>
          )}
          {staff && lesson.state === 'planned' && (
            <ButtonLink href={`${path}/edit`} size="small" look="quiet">
              {t('lessons.edit')}
            </ButtonLink>
          )}
          <ButtonLink
            href={`/room/${lesson.id}`}
            size="small"
            look={lesson.state === 'open' ? 'primary' : 'plain'}
          >
            {t('lessons.enter')}
          </ButtonLink>
        </div>
      )}
    </li>
  );
}
