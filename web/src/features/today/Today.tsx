import { useQuery } from '@tanstack/preact-query';
import { call } from '~/api/call.ts';
import type { Lesson, Today as TodayShape } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { momentOf, startOf } from '~/lib/lesson.ts';
import { usePage } from '~/lib/page.ts';
import { isAdministrator, isStaff, me } from '~/lib/session.ts';
import { clockTime, dayAndTime, dayKey } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { lazyPage } from '~/ui/lazy_page.tsx';
import css from '~/ui/Page.module.css';
import { Lead } from './Lead.tsx';

/** The schools' day is for few people and is not loaded for the others. */
const SchoolDay = lazyPage(() => import('./SchoolDay.tsx'), 'school_day');

/** One sentence and one button; for those who run a school, what is wrong there. */
export function Today({ params }: { params: Record<string, string> }) {
  usePage(t('core.today'));
  const isRun = me.value && isAdministrator(me.value);
  return (
    <>
      {me.value?.has_given_password && <OwnPassword />}
      {isRun ? <SchoolDay params={params} /> : <OwnDay />}
    </>
  );
}

/** Whoever gave somebody a password may still know it. */
function OwnPassword() {
  return (
    <Banner
      tone="info"
      action={
        <ButtonLink href="/settings/devices" size="small">
          {t('today.choose_password')}
        </ButtonLink>
      }
    >
      {t('today.given_password')}
    </Banner>
  );
}

function OwnDay() {
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
    one.state === 'open' || dayKey(startOf(one)) === dayKey(today.now);
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
                <time>{(hasDay ? dayAndTime : clockTime)(startOf(lesson))}</time>
              </p>
            </div>
            <Actions lesson={lesson} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Actions({ lesson }: { lesson: Lesson }) {
  if (lesson.state === 'closed') {
    return (
      <div class={css.rowActions}>
        <ButtonLink href={`/replay/${lesson.id}`} size="small">
          {t('today.replay')}
        </ButtonLink>
        <ButtonLink href={`/lessons/${lesson.id}/report`} size="small" look="quiet">
          {t('today.report')}
        </ButtonLink>
      </div>
    );
  }
  const isAhead = momentOf(lesson) === 'ahead';
  return (
    <div class={css.rowActions}>
      {isAhead && lesson.my_role === 'staff' && (
        <ButtonLink href={`/lessons/${lesson.id}/prepare`} size="small">
          {t('today.prepare')}
        </ButtonLink>
      )}
      <ButtonLink href={`/room/${lesson.id}`} size="small" look={isAhead ? 'quiet' : 'plain'}>
        {t('today.enter')}
      </ButtonLink>
    </div>
  );
}
