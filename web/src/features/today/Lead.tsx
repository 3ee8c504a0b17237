import { useMutation } from '@tanstack/preact-query';
import { useLocation } from 'wouter-preact';
import { call, callQuietly } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { classNames, listed, momentOf, startOf } from '~/lib/lesson.ts';
import { clockTime, dayAndTime, dayKey, minutesUntil } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Chip } from '~/ui/bits.tsx';
import { Failure } from '~/ui/Failure.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';

function when(lesson: Lesson, now: string): string {
  if (lesson.state === 'open') return t('today.starts_now');
  const minutes = minutesUntil(startOf(lesson), now);
  if (minutes <= 0) return t('today.should_have');
  return minutes <= 90 ? t('today.starts_soon', { count: minutes }) : t('today.next');
}

/** The lesson that matters now in a sentence, and the button that is next. */
export function Lead({ lesson, now }: { lesson: Lesson; now: string }) {
  const isOpen = lesson.state === 'open';
  const start = startOf(lesson);
  const isToday = isOpen || dayKey(start) === dayKey(now);
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
        {(isToday ? clockTime : dayAndTime)(start)} {lesson.title}
      </h1>
      <p class={css.sub}>
        {lesson.course.title} · {listed(lesson.teachers.map((one) => one.name))} ·{' '}
        {classNames(lesson)}
      </p>
      {lesson.my_role === 'staff' ? (
        <StaffActions lesson={lesson} isAhead={momentOf(lesson, Date.parse(now)) === 'ahead'} />
      ) : (
        <div class={css.actions}>
          <ButtonLink href={`/room/${lesson.id}`} look="primary" size="large">
            {t('today.enter')}
          </ButtonLink>
        </div>
      )}
    </section>
  );
}

function StaffActions({ lesson, isAhead }: { lesson: Lesson; isAhead: boolean }) {
  const [, go] = useLocation();
  const open = useMutation({
    mutationFn: async () => {
      const path = { id: lesson.id };
      const seen = await callQuietly('GET /api/lessons/{id}/preview', { path }).catch(() => null);
      // Without a picture the room asks first: there one sees what is missing.
      if (seen && !seen.signal) toast(t('today.no_signal'));
      else await call('POST /api/lessons/{id}/opening', { path });
    },
    onSuccess: () => go(`/room/${lesson.id}`),
  });
  const room = `/room/${lesson.id}`;
  // Long before a lesson nobody opens it by one press too many: preparing comes first.
  const look = isAhead ? 'primary' : 'plain';
  return (
    <>
      <Failure of={open.error} />
      <div class={css.actions}>
        {lesson.state === 'open' ? (
          <ButtonLink href={room} look="primary" size="large">
            {t('today.enter')}
          </ButtonLink>
        ) : (
          !isAhead && (
            <Button look="primary" size="large" busy={open.isPending} onClick={() => open.mutate()}>
              {t('today.open')}
            </Button>
          )
        )}
        <ButtonLink href={`/lessons/${lesson.id}/prepare`} size="large" look={look}>
          {t('today.prepare')}
        </ButtonLink>
        <ButtonLink href={`/lessons/${lesson.id}/stream`} size="large" look="quiet">
          {t('today.stream')}
        </ButtonLink>
        {isAhead && (
          <ButtonLink href={room} size="large" look="quiet">
            {t('today.enter')}
          </ButtonLink>
        )}
      </div>
    </>
  );
}
