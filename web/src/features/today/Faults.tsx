import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { clockTime } from '~/lib/when.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { CircleAlert } from '~/ui/icon.tsx';
import { Check } from '~/ui/icons.tsx';
import page from '~/ui/Page.module.css';
import { type Fault, gigabytes, hoursOf } from './faults.ts';
import css from './school_day.module.css';

interface Props {
  faults: Fault[];
  day: string;
  now: string;
}

/** What is wrong, each with where to go about it; one sentence when nothing is. */
export function Faults({ faults, day, now }: Props) {
  const isWell = !faults.length;
  return (
    <section class={css.faults} data-well={isWell || undefined}>
      <p class={page.soft}>{day}</p>
      <h1>
        {isWell ? <Check size={26} /> : <CircleAlert size={26} />}
        {isWell ? t('school_day.all_well') : t('school_day.wrong', { count: faults.length })}
      </h1>
      {!isWell && (
        <ul>
          {faults.map((fault) => (
            <Row key={keyOf(fault)} fault={fault} now={now} />
          ))}
        </ul>
      )}
    </section>
  );
}

function keyOf(fault: Fault): string {
  if ('room' in fault) return `${fault.kind}.${fault.room.lesson}`;
  return 'lesson' in fault ? `${fault.kind}.${fault.lesson.id}` : fault.kind;
}

function Row({ fault, now }: { fault: Fault; now: string }) {
  const { name, text, href, action } = worded(fault, now);
  return (
    <li>
      <div class={page.grow}>
        <p class={page.name}>{name}</p>
        <p class={page.soft}>{text}</p>
      </div>
      {href && action && (
        <ButtonLink href={href} size="small">
          {action}
        </ButtonLink>
      )}
    </li>
  );
}

interface Worded {
  name: string;
  text: string;
  href?: string;
  action?: string;
}

function worded(fault: Fault, now: string): Worded {
  switch (fault.kind) {
    case 'unreachable':
      return { name: t('school_day.unreachable'), text: t('school_day.unreachable_text') };
    case 'database':
      return { name: t('school_day.database'), text: t('school_day.database_text') };
    case 'disk': {
      const values = { size: gigabytes(fault.free_mib), count: hoursOf(fault.free_mib) };
      return { name: t('school_day.disk', values), text: t('school_day.disk_text', values) };
    }
    case 'recording':
      return {
        name: t('school_day.recording', { title: fault.room.title }),
        text: t(`school_day.recording_${fault.room.recording === 'disk_full' ? 'full' : 'failed'}`),
        href: `/room/${fault.room.lesson}`,
        action: t('school_day.look_in'),
      };
    case 'picture':
      return {
        name: t('school_day.picture', { title: fault.room.title }),
        text: fault.room.gone_at
          ? t('school_day.picture_since', { time: clockTime(fault.room.gone_at) })
          : t('school_day.picture_unknown'),
        href: `/lessons/${fault.room.lesson}/stream`,
        action: t('school_day.to_stream'),
      };
    case 'awaited':
      return {
        name: t('school_day.awaited', { title: fault.room.title }),
        text: t('school_day.awaited_text', { time: clockTime(fault.room.opened_at) }),
        href: `/lessons/${fault.room.lesson}/stream`,
        action: t('school_day.to_stream'),
      };
    case 'unstarted':
      return {
        name: t('school_day.unstarted', { title: fault.lesson.title }),
        text: `${t('school_day.planned_for', { time: clockTime(fault.lesson.starts_at) })} · ${whose(fault.lesson)}`,
        href: `/room/${fault.lesson.id}`,
        action: t('school_day.look_in'),
      };
    case 'overlong':
      return {
        name: t('school_day.overlong', { title: fault.lesson.title }),
        text: `${t('school_day.over_by', { span: spanOf(fault.lesson, now) })} · ${whose(fault.lesson)}`,
        href: `/room/${fault.lesson.id}`,
        action: t('school_day.look_in'),
      };
  }
}

function whose(lesson: Lesson): string {
  const teachers = listed(lesson.teachers.map((one) => one.name)) || t('school_day.no_teacher');
  return `${teachers} · ${lesson.school.name}`;
}

/** How long its end is past, in minutes, or in hours when it is long. */
function spanOf(lesson: Lesson, now: string): string {
  const begun = Math.max(
    Date.parse(lesson.starts_at),
    Date.parse(lesson.opened_at ?? lesson.starts_at),
  );
  const over = Math.floor((Date.parse(now) - begun) / 60_000) - lesson.minutes;
  if (over < 120) return t('school_day.span_minutes', { count: over });
  return t('school_day.span_hours', { count: Math.floor(over / 60) });
}
