import type { SchoolTeacher } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { dayAndTime, fieldTime } from '~/lib/when.ts';
import { IconButton } from '~/ui/Button.tsx';
import { ChoiceRow, Field, Select } from '~/ui/Field.tsx';
import { Trash } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import type { AudienceDraft } from './draft.ts';
import form from './form.module.css';

const PARTS = ['anchor', 'receiving'] as const;

interface Props {
  name: string;
  row: AudienceDraft;
  /** Whether the class is one of the school that teaches. */
  isOwn: boolean;
  /** When the whole lesson is to start, as a field has it. */
  start: string;
  /** Teachers of the class's school and of the lesson's. */
  teachers: SchoolTeacher[];
  said: (field: string) => string | undefined;
  onChange: (part: Partial<AudienceDraft>) => void;
  onRemove: () => void;
}

/** One class: what is particular about it is said in a line and changed in what unfolds. */
export function AudienceRow(props: Props) {
  const { name, row, isOwn, start, teachers, said, onChange, onRemove } = props;
  const teacher = teachers.find((one) => one.id === row.teacher)?.name;
  const wrong = ['class', 'part', 'starts_at', 'teacher'].map(said).filter(Boolean);
  const particular = [
    `${t(`lessons.part_${row.part}`)} – ${t(`lessons.part_${row.part}_hint`)}`,
    row.starts_at && t('lessons.own_start_at', { time: dayAndTime(row.starts_at) }),
    teacher && t('lessons.own_teacher_is', { name: teacher }),
  ];
  return (
    <div class={form.class}>
      <div class={form.line}>
        <div class={css.grow}>
          <h2>{name}</h2>
          <p class={css.soft}>{particular.filter(Boolean).join(' · ')}</p>
        </div>
        <IconButton label={t('lessons.remove', { name })} onClick={onRemove}>
          <Trash size={20} />
        </IconButton>
      </div>
      {said('class') && <p class={css.wrong}>{said('class')}</p>}
      <details class={form.more} open={wrong.length > 0}>
        <summary>{t('lessons.more_of_class')}</summary>
        <fieldset class={form.group}>
          <legend class={form.legend}>{t('lessons.part')}</legend>
          {PARTS.map((part) => (
            <ChoiceRow
              key={part}
              type="radio"
              name={`part-${row.class}`}
              text={t(`lessons.part_${part}`)}
              hint={
                part === 'anchor' && !isOwn
                  ? t('lessons.anchor_only_own')
                  : t(`lessons.part_${part}_hint`)
              }
              checked={row.part === part}
              disabled={part === 'anchor' && !isOwn}
              onChecked={() => onChange({ part })}
            />
          ))}
        </fieldset>
        <Field
          label={t('lessons.own_start')}
          hint={t('lessons.own_start_hint')}
          error={said('starts_at')}
          type="datetime-local"
          value={row.starts_at ? fieldTime(row.starts_at) : start}
          onValue={(value) => {
            // Empty while one of its parts is being typed.
            if (!value) return;
            onChange({ starts_at: value === start ? undefined : new Date(value).toISOString() });
          }}
        />
        <Select
          label={t('lessons.own_teacher')}
          optional={t('lessons.optional')}
          hint={t('lessons.own_teacher_hint')}
          error={said('teacher')}
          value={row.teacher ?? ''}
          onValue={(id) => onChange({ teacher: id || undefined })}
          options={[
            { value: '', text: t('lessons.no_own_teacher') },
            ...teachers.map((one) => ({ value: one.id, text: one.name })),
          ]}
        />
      </details>
    </div>
  );
}
