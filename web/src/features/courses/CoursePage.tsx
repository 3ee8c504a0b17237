import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { call } from '~/api/call.ts';
import type { Course } from '~/api/shapes.ts';
import { Days } from '~/features/calendar/Days.tsx';
import { useLessons } from '~/features/calendar/use_lessons.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { startOfDay } from '~/lib/when.ts';
import { ButtonLink, IconButton } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Pencil } from '~/ui/icons.tsx';
import { ArrowLeft } from '~/ui/icons_room.tsx';
import { More } from '~/ui/More.tsx';
import css from '~/ui/Page.module.css';
import { CourseDialog } from './CourseDialog.tsx';
import { pastAndNext } from './past_and_next.ts';

/** A course: its lessons to come, then those past, each with where one goes from it. */
export function CoursePage({ params }: { params: Record<string, string> }) {
  const id = params.id ?? '';
  const course = useQuery({
    queryKey: ['course', id],
    queryFn: () => call('GET /api/courses/{id}', { path: { id } }),
  });
  usePage(course.data?.title ?? t('courses.title'));
  if (course.isError && !course.data) {
    return <ErrorState error={course.error} onRetry={() => void course.refetch()} isPage />;
  }
  if (!course.data) return <Skeleton rows={5} />;
  return (
    <>
      <Head course={course.data} />
      <Lessons course={course.data} />
    </>
  );
}

function Head({ course }: { course: Course }) {
  const [isRenaming, setRenaming] = useState(false);
  return (
    <>
      <p>
        <Link href="/courses" className={css.back}>
          <ArrowLeft size={16} /> {t('courses.all')}
        </Link>
      </p>
      <div class={css.head}>
        <div>
          <div class={css.titled}>
            <h1>{course.title}</h1>
            {course.may_change && (
              <IconButton label={t('courses.rename')} onClick={() => setRenaming(true)}>
                <Pencil size={20} />
              </IconButton>
            )}
          </div>
          <p class={css.sub}>
            {course.school.name} · {t('courses.lessons', { count: course.lessons })}
          </p>
        </div>
        {course.may_change && (
          <ButtonLink href={`/lessons/new?course=${course.id}`} look="primary">
            {t('courses.new_lesson')}
          </ButtonLink>
        )}
      </div>
      {isRenaming && (
        <CourseDialog
          course={course}
          onClose={() => setRenaming(false)}
          onDone={() => setRenaming(false)}
        />
      )}
    </>
  );
}

function Lessons({ course }: { course: Course }) {
  const { later, earlier } = useLessons(
    { course: course.id },
    startOfDay(new Date()).toISOString(),
  );
  const failed = [later, earlier].find((side) => side.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!later.isSuccess || !earlier.isSuccess) return <Skeleton rows={5} />;
  const { next, past } = pastAndNext(later.items, earlier.items);
  if (!next.length && !past.length) {
    return (
      <EmptyState
        drawing="board"
        title={t('courses.no_lessons')}
        text={course.may_change ? t('courses.no_lessons_staff') : t('courses.no_lessons_learner')}
      />
    );
  }
  return (
    <>
      <section class={css.side}>
        <h2>{t('courses.next')}</h2>
        {next.length ? (
          <Days lessons={next} inCourse />
        ) : (
          <p class={css.sub}>{t('courses.no_next')}</p>
        )}
        <More list={later} text={t('courses.more_next')} />
      </section>
      {past.length > 0 && (
        <section class={css.side}>
          <h2>{t('courses.past')}</h2>
          <Days lessons={past} inCourse />
          <More list={earlier} text={t('courses.more_past')} />
        </section>
      )}
    </>
  );
}
