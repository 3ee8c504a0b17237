import { useMutation, useQuery } from '@tanstack/preact-query';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { Lesson, Today as TodayShape } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { classNames, listed } from '~/lib/lesson.ts';
import { usePage } from '~/lib/page.ts';
import { isStaff, me } from '~/lib/session.ts';
import { clockTime, dayAndTime, dayKey, minutesUntil } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Banner, Chip, Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import css from '~/ui/Page.module.css';

/** One sentence and one button. */
export function Today(_: { params: Record<string, string> }) {
  usePage(t('core.today'));
  const today = useQuery({
    queryKey: ['today'],
    queryFn: () => call('GET /api/today'),
    refetchInterval: 15_000,
  });
  if (today.isError && !today.data) {
    return <ErrorState error={today.error} onRetry={() => void today.refetch()} />;
  }
  if (!today.data) return <Skeleton rows={4} height={88} />;
  return <Day today={today.data} />;
}

function Day({ today }: { today: TodayShape }) {
  const staff = Boolean(me.value && isStaff(me.value));
  const lead = today.current ?? today.next;
  const others = [today.current && today.next, ...today.later].filter((one) => one != null);
  // The server knows no time zone: which of them are today's is for this page to say.
  const isToday = (one: Lesson) =>
    one.state === 'open' || dayKey(one.starts_at) === dayKey(today.now);
  return (
    <>
      {lead ? <Lead lesson={lead} now={today.now} /> : <Nothing staff={staff} />}
      <Lessons title={t('today.later')} lessons={others.filter(isToday)} />
      <Lessons title={t('today.ahead')} lessons={others.filter((one) => !isToday(one))} hasDay />
      <Lessons title={t('today.recent')} lessons={today.recent} hasDay />
    </>
  );
}

function Nothing({ staff }: { staff: boolean }) {
  return (
    <>
      <h1 class="visually-hidden">{t('core.today')}</h1>
      <EmptyState
        drawing="desk"
        title={t('today.none')}
        text={staff ? t('today.none_staff') : t('today.none_learner')}
      >
        {staff && (
          <ButtonLink href="/lessons/new" look="primary">
            {t('today.new_lesson')}
          </ButtonLink>
        )}
      </EmptyState>
    </>
  );
}

function when(lesson: Lesson, now: string): string {
  if (lesson.state === 'open') return t('today.starts_now');
  const minutes = minutesUntil(lesson.starts_at, now);
  if (minutes <= 0) return t('today.should_have');
  return minutes <= 90 ? t('today.starts_soon', { count: minutes }) : t('today.next');
}

function Lead({ lesson, now }: { lesson: Lesson; now: string }) {
  const [, go] = useLocation();
  const open = useMutation({
    mutationFn: () => call('POST /api/lessons/{id}/opening', { path: { id: lesson.id } }),
    onSuccess: () => go(`/room/${lesson.id}`),
  });
  const isOpen = lesson.state === 'open';
  const isStaffHere = lesson.my_role === 'staff';
  return (
    <section class={css.now}>
      <p class={css.eyebrow}>
        {isOpen ? (
          <Chip tone="mark" dot>
            {when(lesson, now)}
          </Chip>
        ) : (
          when(lesson, now)
        )}
      </p>
      <h1 class={css.sentence}>
        {clockTime(lesson.starts_at)} {lesson.title}
      </h1>
      <p class={css.sub}>
        {lesson.course.title} · {listed(lesson.teachers.map((one) => one.name))} ·{' '}
        {classNames(lesson)}
      </p>
      {open.isError && <Banner tone="mark">{problemText(open.error)}</Banner>}
      <div class={css.actions}>
        {isStaffHere && !isOpen ? (
          <Button look="primary" size="large" busy={open.isPending} onClick={() => open.mutate()}>
            {t('today.open')}
          </Button>
        ) : (
          <ButtonLink href={`/room/${lesson.id}`} look="primary" size="large">
            {t('today.enter')}
          </ButtonLink>
        )}
        {isStaffHere && (
          <>
            <ButtonLink href={`/lessons/${lesson.id}/prepare`} size="large">
              {t('today.prepare')}
            </ButtonLink>
            <ButtonLink href={`/lessons/${lesson.id}/stream`} size="large" look="quiet">
              {t('today.stream')}
            </ButtonLink>
          </>
        )}
      </div>
    </section>
  );
}

function Lessons(props: { title: string; lessons: Lesson[]; hasDay?: boolean }) {
  const { title, lessons, hasDay } = props;
  if (!lessons.length) return null;
  return (
    <section class={css.group}>
      <h2>{title}</h2>
      <ul class={css.list}>
        {lessons.map((lesson) => (
          <li key={lesson.id} class={css.item}>
            <div class={css.grow}>
              <p class={css.name}>{lesson.title}</p>
              <p class={css.soft}>
                {lesson.course.title} ·{' '}
                <time>{(hasDay ? dayAndTime : clockTime)(lesson.starts_at)}</time>
              </p>
            </div>
            {lesson.state === 'closed' ? (
              <div class={css.rowActions}>
                <ButtonLink href={`/replay/${lesson.id}`} size="small">
                  {t('today.replay')}
                </ButtonLink>
                <ButtonLink href={`/lessons/${lesson.id}/report`} size="small" look="quiet">
                  {t('today.report')}
                </ButtonLink>
              </div>
            ) : (
              <ButtonLink href={`/room/${lesson.id}`} size="small">
                {t('today.enter')}
              </ButtonLink>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
