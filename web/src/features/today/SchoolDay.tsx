import { useQuery } from '@tanstack/preact-query';
import { call } from '~/api/call.ts';
import type { OverseenLesson, RoomsToday, SchoolsToday } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed, type Moment, momentOf } from '~/lib/lesson.ts';
import { me } from '~/lib/session.ts';
import { clockTime, endOfDay, longDay, startOfDay } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Chip, Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import css from '~/ui/Page.module.css';
import { Faults } from './Faults.tsx';
import { faultsOf, gigabytes, presence } from './faults.ts';
import { Lead } from './Lead.tsx';

const EVERY_MS = 15_000;

/** A day in the schools one runs: what is wrong, then the lessons, then figures. */
export default function SchoolDay(_: { params: Record<string, string> }) {
  const now = new Date();
  const span = { from: startOfDay(now).toISOString(), to: endOfDay(now).toISOString() };
  const day = useQuery({
    queryKey: ['today', 'schools', span.from],
    queryFn: () => call('GET /api/today/schools', { query: span }),
    refetchInterval: EVERY_MS,
    // A database that is away is to be said, not waited for.
    retry: false,
  });
  const rooms = useQuery({
    queryKey: ['today', 'rooms'],
    queryFn: () => call('GET /api/today/rooms'),
    refetchInterval: EVERY_MS,
    retry: false,
  });
  if (day.isPending || rooms.isPending) return <Skeleton rows={4} height={88} />;
  const error = day.error ?? rooms.error;
  const again = () => void Promise.all([day.refetch(), rooms.refetch()]);
  return (
    <>
      <Faults
        faults={faultsOf(day.data, rooms.data, error)}
        day={longDay(now.toISOString())}
        now={day.data?.now ?? now.toISOString()}
      />
      {day.data ? (
        <>
          <OwnLesson />
          <Lessons day={day.data} rooms={rooms.data} />
          <Figures day={day.data} rooms={rooms.data} />
        </>
      ) : (
        <ErrorState error={error} onRetry={again} />
      )}
    </>
  );
}

/** Who runs a school may teach in it too. */
function OwnLesson() {
  const teaches = Boolean(me.value?.memberships.some((one) => one.role === 'teacher'));
  const today = useQuery({
    queryKey: ['today'],
    queryFn: () => call('GET /api/today'),
    refetchInterval: EVERY_MS,
    enabled: teaches,
  });
  const ahead = [today.data?.current, today.data?.next, ...(today.data?.later ?? [])];
  const own = ahead.find((one) => one?.teachers.some((teacher) => teacher.id === me.value?.id));
  if (!own || !today.data) return null;
  return (
    <div class={css.group}>
      <Lead lesson={own} now={today.data.now} />
    </div>
  );
}

interface DayProps {
  day: SchoolsToday;
  rooms: RoomsToday | undefined;
}

function Lessons({ day, rooms }: DayProps) {
  const schools = new Set(day.lessons.map((one) => one.lesson.school.id));
  const people = presence(day, rooms);
  const { planned, open, closed } = day.figures;
  const more = planned + open + closed - day.lessons.length;
  return (
    <section class={css.group}>
      <h2>{t('school_day.lessons')}</h2>
      {day.lessons.length ? (
        <ul class={css.list}>
          {day.lessons.map((one) => (
            <Row
              key={one.lesson.id}
              one={one}
              here={people.of(one.lesson.id)}
              isLate={day.unstarted.some((late) => late.lesson.id === one.lesson.id)}
              isOneSchool={schools.size === 1}
            />
          ))}
        </ul>
      ) : (
        <p class={css.sub}>{t('school_day.no_lessons')}</p>
      )}
      {more > 0 && <p class={css.soft}>{t('school_day.more', { count: more })}</p>}
    </section>
  );
}

interface RowProps {
  one: OverseenLesson;
  here: number | undefined;
  isLate: boolean;
  isOneSchool: boolean;
}

function Row({ one: { lesson, expected }, here, isLate, isOneSchool }: RowProps) {
  const moment = momentOf(lesson);
  const about = [
    !isOneSchool && lesson.school.name,
    lesson.course.title,
    listed(lesson.teachers.map((teacher) => teacher.name)) || t('school_day.no_teacher'),
    here === undefined
      ? t('school_day.expected', { count: expected })
      : t('school_day.here_of', { here, count: expected }),
  ];
  return (
    <li class={css.item}>
      <time class={css.time}>{clockTime(lesson.starts_at)}</time>
      <div class={css.grow}>
        <p class={css.name}>{lesson.title}</p>
        <p class={css.soft}>{about.filter(Boolean).join(' · ')}</p>
      </div>
      <div class={css.rowActions}>
        <State moment={isLate && moment === 'due' ? 'late' : moment} />
        {lesson.state === 'closed' ? (
          <ButtonLink href={`/lessons/${lesson.id}/report`} size="small" look="quiet">
            {t('school_day.report')}
          </ButtonLink>
        ) : (
          <ButtonLink href={`/room/${lesson.id}`} size="small" look="quiet">
            {t('school_day.look_in')}
          </ButtonLink>
        )}
      </div>
    </li>
  );
}

function State({ moment }: { moment: Moment | 'late' }) {
  const text = t(`school_day.state_${moment}`);
  if (moment === 'open') {
    return (
      <Chip tone="mark" dot>
        {text}
      </Chip>
    );
  }
  const isWrong = moment === 'missed' || moment === 'late';
  return <Chip {...(isWrong && { tone: 'warn' })}>{text}</Chip>;
}

function Figures({ day, rooms }: DayProps) {
  const { planned, open, closed } = day.figures;
  const people = presence(day, rooms);
  const figures: [string, string][] = [
    [t('school_day.figure_lessons'), String(planned + open + closed)],
    [t('school_day.figure_over'), String(closed)],
    [t('school_day.figure_open'), String(open)],
    [t('school_day.figure_planned'), String(planned)],
    [t('school_day.figure_here'), String(people.here)],
  ];
  if (rooms?.disk) figures.push([t('school_day.figure_disk'), gigabytes(rooms.disk.free_mib)]);
  return (
    <section class={css.group}>
      <h2>{t('school_day.figures')}</h2>
      <dl class={css.figures}>
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt class={css.soft}>{name}</dt>
            <dd>
              <b>{value}</b>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
