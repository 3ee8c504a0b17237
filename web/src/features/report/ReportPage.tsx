import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { CreditOf } from '~/features/editions/CreditOf.tsx';
import { language, t } from '~/lib/i18n.ts';
import { classNames, clockMinutes, startOf } from '~/lib/lesson.ts';
import { usePage } from '~/lib/page.ts';
import { useLesson } from '~/lib/server_state.ts';
import { clockTime, dayAndTime } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import page from '~/ui/Page.module.css';
import { Tabs } from '~/ui/Tabs.tsx';
import { Attendance } from './Attendance.tsx';
import { Figures } from './Figures.tsx';
import { Learners } from './Learners.tsx';
import { Questions } from './Questions.tsx';
import css from './report.module.css';
import type { Report } from './shapes.ts';

type Tab = 'questions' | 'attendance' | 'learners';

/** What a lesson left: who was there, and how each question went. Learners see their own part. */
export function ReportPage({ id }: { id: string }) {
  usePage(t('report.title'));
  const report = useQuery({
    queryKey: ['report', id],
    queryFn: () => call('GET /api/lessons/{id}/report', { path: { id } }),
  });
  const lesson = useLesson(id);
  const failed = report.error ?? lesson.error;
  const again = () => void Promise.all([report.refetch(), lesson.refetch()]);
  if (failed && !(report.data && lesson.data)) return <ErrorState error={failed} onRetry={again} />;
  if (!report.data || !lesson.data) return <Skeleton rows={5} height={72} />;
  return <Whole report={report.data} lesson={lesson.data} />;
}

function Whole({ report, lesson }: { report: Report; lesson: Lesson }) {
  const isStaff = lesson.my_role === 'staff';
  const [tab, setTab] = useState<Tab>(report.activities.length > 0 ? 'questions' : 'attendance');
  const tabs: { id: Tab; text: string; badge?: number }[] = [
    { id: 'questions', text: t('report.questions'), badge: report.activities.length },
    { id: 'attendance', text: t('report.attendance') },
  ];
  if (isStaff) tabs.push({ id: 'learners', text: t('report.learners') });
  return (
    <div class={css.report}>
      <Head lesson={lesson} isStaff={isStaff} />
      {lesson.state === 'open' && <Banner tone="info">{t('report.still_open')}</Banner>}
      <Figures report={report} isStaff={isStaff} />
      <Tabs label={t('report.parts')} tabs={tabs} current={tab} onChange={setTab} />
      <div role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`}>
        {tab === 'questions' && <Questions report={report} lesson={lesson.id} isStaff={isStaff} />}
        {tab === 'attendance' && <Attendance report={report} lesson={lesson} isStaff={isStaff} />}
        {tab === 'learners' && <Learners report={report} lesson={lesson} />}
      </div>
    </div>
  );
}

function Head({ lesson, isStaff }: { lesson: Lesson; isStaff: boolean }) {
  const file = (part: string) =>
    `/api/lessons/${encodeURIComponent(lesson.id)}/report.csv?part=${part}` +
    `&language=${language.value}&offset_minutes=${-new Date().getTimezoneOffset()}`;
  const name = (part: 'attendance' | 'answers') =>
    `${lesson.title} ${t(`report.${part}_file`)}.csv`;
  return (
    <header class={css.head}>
      <div class={page.grow}>
        <p class={page.soft}>{t('report.title')}</p>
        <h1>{lesson.title}</h1>
        <p class={page.sub}>
          {lesson.course.title} · {dayAndTime(startOf(lesson))} ·{' '}
          {t('report.lasted', { count: lesson.minutes })} · {classNames(lesson)}
        </p>
        {lesson.opened_at && (
          <p class={page.soft}>{heldText(lesson.opened_at, lesson.closed_at)}</p>
        )}
        <CreditOf lesson={lesson} />
      </div>
      <div class={css.files} data-noprint>
        {lesson.state === 'closed' && (
          <ButtonLink href={`/replay/${lesson.id}`}>{t('report.replay')}</ButtonLink>
        )}
        {isStaff && lesson.state === 'closed' && (
          <ButtonLink href={`/lessons/${lesson.id}/packs`}>{t('report.packs')}</ButtonLink>
        )}
        {isStaff && (
          <>
            <a class={css.file} href={file('attendance')} download={name('attendance')}>
              {t('report.attendance_csv')}
            </a>
            <a class={css.file} href={file('answers')} download={name('answers')}>
              {t('report.answers_csv')}
            </a>
          </>
        )}
      </div>
    </header>
  );
}

/** When the lesson really was, beside when it was to be. */
function heldText(from: string, to: string | null | undefined): string {
  if (!to) return t('report.held_since', { from: clockTime(from) });
  const count = clockMinutes(from, to);
  return t('report.held', { from: clockTime(from), to: clockTime(to), count });
}
