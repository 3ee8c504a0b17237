import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { useAllCourses } from '~/lib/server_state.ts';
import { useSettled } from '~/lib/settled.ts';
import { Button } from '~/ui/Button.tsx';
import { Field, Select } from '~/ui/Field.tsx';
import css from './filters.module.css';

const STATES = ['planned', 'open', 'closed'] as const;

export interface Filters {
  q: string;
  /** The local day from which on to look; empty for today. */
  day: string;
  course: string;
  state: string;
}

/** What to look for in the calendar, and from which day on. */
export function LessonFilters(props: {
  value: Filters;
  onChange: (part: Partial<Filters>) => void;
}) {
  const { value, onChange } = props;
  const [isOpen, setOpen] = useState(false);
  const used = [value.course, value.state, value.day].filter(Boolean).length;
  const [typed, setTyped] = useState(value.q);
  const settled = useSettled(typed.trim());
  useEffect(() => {
    if (settled !== value.q) onChange({ q: settled });
  }, [settled]);
  // The address may change by itself, as on going back.
  useEffect(() => {
    if (value.q !== typed.trim()) setTyped(value.q);
  }, [value.q]);
  const courses = useAllCourses();
  return (
    <search class={css.filters} data-open={isOpen || undefined}>
      <Field
        label={t('lessons.search')}
        type="search"
        value={typed}
        maxLength={120}
        onValue={setTyped}
      />
      {/* On a phone the lessons come first, and what narrows them unfolds. */}
      <div class={css.unfold}>
        <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {used ? t('lessons.filters_used', { count: used }) : t('lessons.filters')}
        </Button>
      </div>
      <Select
        label={t('lessons.course')}
        value={value.course}
        onValue={(course) => onChange({ course })}
        options={[
          { value: '', text: t('lessons.any_course') },
          ...(courses.data?.items ?? []).map((one) => ({ value: one.id, text: one.title })),
        ]}
      />
      <Select
        label={t('lessons.filter')}
        value={value.state}
        onValue={(state) => onChange({ state })}
        options={[
          { value: '', text: t('lessons.all') },
          ...STATES.map((state) => ({ value: state, text: t(`lessons.${state}`) })),
        ]}
      />
      <Field
        label={t('lessons.from_day')}
        type="date"
        value={value.day}
        onValue={(day) => onChange({ day })}
      />
    </search>
  );
}
