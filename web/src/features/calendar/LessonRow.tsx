import { Link } from 'wouter-preact';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { classNames, momentOf, startOf } from '~/lib/lesson.ts';
import { clockTime } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Chip } from '~/ui/bits.tsx';
import css from '~/ui/Page.module.css';

/** A lesson of a list and where one goes from it: what is next to do there stands out. */
export function LessonRow({ lesson, inCourse }: { lesson: Lesson; inCourse?: boolean }) {
  const moment = momentOf(lesson);
  return (
    <li class={css.item}>
      <time class={css.time}>{clockTime(startOf(lesson))}</time>
      <div class={css.grow}>
        <p class={css.name}>{lesson.title}</p>
        <p class={css.soft}>
          {!inCourse && (
            <>
              <Link href={`/courses/${lesson.course.id}`}>{lesson.course.title}</Link> ·{' '}
            </>
          )}
          {t('lessons.minutes', { count: lesson.minutes })} · {classNames(lesson)}
        </p>
      </div>
      <div class={css.rowActions}>
        {moment === 'open' && (
          <Chip tone="mark" dot>
            {t('lessons.open')}
          </Chip>
        )}
        {moment === 'missed' && <Chip tone="warn">{t('lessons.missed')}</Chip>}
        {moment === 'over' ? <Over id={lesson.id} /> : <Before lesson={lesson} />}
      </div>
    </li>
  );
}

function Over({ id }: { id: string }) {
  return (
    <>
      <ButtonLink href={`/replay/${id}`} size="small">
        {t('lessons.replay')}
      </ButtonLink>
      <ButtonLink href={`/lessons/${id}/report`} size="small" look="quiet">
        {t('lessons.report')}
      </ButtonLink>
    </>
  );
}

function Before({ lesson }: { lesson: Lesson }) {
  const moment = momentOf(lesson);
  const staff = lesson.my_role === 'staff';
  const path = `/lessons/${lesson.id}`;
  // Long before a lesson its room is empty: preparing comes first.
  const look = moment === 'open' ? 'primary' : moment === 'due' ? 'plain' : 'quiet';
  const enter = (
    <ButtonLink href={`/room/${lesson.id}`} size="small" look={look}>
      {t('lessons.enter')}
    </ButtonLink>
  );
  return (
    <>
      {moment === 'open' && enter}
      {staff && moment !== 'missed' && (
        <ButtonLink href={`${path}/prepare`} size="small">
          {t('lessons.prepare')}
        </ButtonLink>
      )}
      {staff && lesson.state === 'planned' && (
        <ButtonLink
          href={`${path}/edit`}
          size="small"
          look={moment === 'missed' ? 'plain' : 'quiet'}
        >
          {t('lessons.edit')}
        </ButtonLink>
      )}
      {moment !== 'open' && enter}
    </>
  );
}
