import type { Attending, Form, Part, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { Select } from '~/ui/Field.tsx';
import { Trash } from '~/ui/icons.tsx';
import css from '~/ui/Page.module.css';
import type { AudienceDraft } from './draft.ts';

const PARTS = ['anchor', 'receiving'] as const;
const FORMS = ['live', 'recorded', 'implanted', 'observation'] as const;
const ATTENDING = ['own_devices', 'classroom_screen', 'pack'] as const;

interface Props {
  schools: School[];
  rows: AudienceDraft[];
  onRows: (rows: AudienceDraft[]) => void;
}

/** One row per class. What does not work yet is shown, so that one knows it is coming. */
export function AudienceRows({ schools, rows, onRows }: Props) {
  const classes = schools.flatMap((school) =>
    school.classes.map((one) => ({ value: one.id, text: `${school.name} · ${one.name}` })),
  );
  const free = classes.filter((one) => !rows.some((row) => row.class === one.value));
  const change = (at: number, part: Partial<AudienceDraft>) =>
    onRows(rows.map((row, index) => (index === at ? { ...row, ...part } : row)));
  const add = (id: string) => {
    if (!id) return;
    const part = rows.length ? 'receiving' : 'anchor';
    onRows([...rows, { class: id, part, form: 'live', attending: 'own_devices' }]);
  };
  return (
    <fieldset class={css.form}>
      <legend class={css.name}>{t('lessons.audience')}</legend>
      <p class={css.soft}>{t('lessons.audience_hint')}</p>
      {rows.map((row, at) => {
        const name = classes.find((one) => one.value === row.class)?.text ?? row.class;
        return (
          <div key={row.class} class={css.card}>
            <div class={css.actions}>
              <h2 class={`${css.grow} ${css.name}`}>{name}</h2>
              <IconButton
                label={t('lessons.remove', { name })}
                onClick={() => onRows(rows.filter((_, index) => index !== at))}
              >
                <Trash size={20} />
              </IconButton>
            </div>
            <div class={css.row}>
              <Select
                label={t('lessons.part')}
                value={row.part}
                onValue={(part) => change(at, { part: part as Part })}
                options={PARTS.map((value) => ({ value, text: t(`lessons.part_${value}`) }))}
              />
              <Select
                label={t('lessons.form')}
                value={row.form}
                onValue={(form) => change(at, { form: form as Form })}
                options={FORMS.map((value) => later(value, t(`lessons.form_${value}`), 'live'))}
              />
              <Select
                label={t('lessons.attending')}
                value={row.attending}
                onValue={(attending) => change(at, { attending: attending as Attending })}
                options={ATTENDING.map((value) =>
                  later(value, t(`lessons.attending_${value}`), 'own_devices'),
                )}
              />
            </div>
          </div>
        );
      })}
      {free.length > 0 && (
        <Select
          label={t('lessons.add_class')}
          value=""
          onValue={add}
          options={[{ value: '', text: t('core.choose') }, ...free]}
        />
      )}
    </fieldset>
  );
}

function later(value: string, name: string, works: string) {
  const disabled = value !== works;
  return { value, disabled, text: disabled ? t('lessons.later', { name }) : name };
}
