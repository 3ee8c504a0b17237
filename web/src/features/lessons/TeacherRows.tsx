import type { SchoolTeacher } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Select } from '~/ui/Field.tsx';
import { Trash } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import form from './form.module.css';

interface Props {
  /** Teachers of the lesson's school. */
  known: SchoolTeacher[];
  ids: string[];
  error?: string | undefined;
  onIds: (ids: string[]) => void;
}

/** Who teaches the lesson: one person mostly, sometimes several. */
export function TeacherRows({ known, ids, error, onIds }: Props) {
  const nameOf = (id: string) => known.find((one) => one.id === id)?.name ?? '…';
  const free = known.filter((one) => !ids.includes(one.id));
  return (
    <fieldset class={form.group}>
      <legend class={css.name}>{t('lessons.teachers')}</legend>
      <p class={css.soft}>{ids.length ? t('lessons.teachers_hint') : t('lessons.no_teacher')}</p>
      {ids.map((id) => (
        <div key={id} class={form.line}>
          <span class={css.grow}>{nameOf(id)}</span>
          <IconButton
            label={t('lessons.remove', { name: nameOf(id) })}
            onClick={() => onIds(ids.filter((one) => one !== id))}
          >
            <Trash size={20} />
          </IconButton>
        </div>
      ))}
      {free.length > 0 && (
        <Select
          label={t('lessons.add_teacher')}
          value=""
          error={error}
          onValue={(id) => id && onIds([...ids, id])}
          options={[
            { value: '', text: t('core.choose') },
            ...free.map((one) => ({ value: one.id, text: one.name })),
          ]}
        />
      )}
    </fieldset>
  );
}
