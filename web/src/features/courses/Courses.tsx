import { useInfiniteQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link, useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import type { Course } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { isStaff, me } from '~/lib/session.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { More } from '~/ui/More.tsx';
import page from '~/ui/Page.module.css';
import { CourseDialog } from './CourseDialog.tsx';
import css from './courses.module.css';

/** The courses one teaches or takes, newest first. */
export function Courses(_: { params: Record<string, string> }) {
  usePage(t('courses.title'));
  const [, go] = useLocation();
  const [isMaking, setMaking] = useState(false);
  const courses = useInfiniteQuery({
    queryKey: ['courses'],
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/courses', { query: pageParam ? { cursor: pageParam } : {} }),
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const items = courses.data?.pages.flatMap((one) => one.items) ?? [];
  const staff = Boolean(me.value && isStaff(me.value));
  const make = (
    <Button look="primary" onClick={() => setMaking(true)}>
      {t('courses.new')}
    </Button>
  );
  return (
    <>
      <div class={page.head}>
        <h1>{t('courses.title')}</h1>
        {staff && items.length > 0 && make}
      </div>
      {courses.isError && (
        <ErrorState error={courses.error} onRetry={() => void courses.refetch()} />
      )}
      {courses.isPending && <Skeleton rows={3} height={96} />}
      {courses.isSuccess && !items.length && (
        <EmptyState
          drawing="board"
          title={t('courses.empty')}
          text={staff ? t('courses.empty_staff') : t('courses.empty_learner')}
        >
          {staff && make}
        </EmptyState>
      )}
      <ul class={css.courses}>
        {items.map((course) => (
          <Card key={course.id} course={course} />
        ))}
      </ul>
      <More list={courses} />
      {isMaking && (
        <CourseDialog onClose={() => setMaking(false)} onDone={(made) => go(`/courses/${made}`)} />
      )}
    </>
  );
}

function Card({ course }: { course: Course }) {
  return (
    <li class={css.course}>
      <h2>
        <Link href={`/courses/${course.id}`}>{course.title}</Link>
      </h2>
      <p class={page.soft}>
        {course.school.name} · {t('courses.lessons', { count: course.lessons })}
      </p>
      <p class={page.soft}>
        {course.next_starts_at
          ? t('courses.next_at', { time: dayAndTime(course.next_starts_at) })
          : t('courses.no_next')}
      </p>
    </li>
  );
}
