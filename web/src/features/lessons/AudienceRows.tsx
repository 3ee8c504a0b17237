import { Fragment } from 'preact';
import type { School, SchoolTeacher } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { Chip } from '~/ui/bits.tsx';
import { Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { AudienceRow } from './AudienceRow.tsx';
import { type AudienceDraft, type LessonDraft, newRow } from './draft.ts';
import form from './form.module.css';

const FORMS = ['live', 'recorded', 'implanted', 'observation'] as const;
const ATTENDING = ['own_devices', 'pack', 'classroom_screen'] as const;
/** What works; a recording is chosen while preparing, a pack is made after the lesson. */
const WORKING: readonly string[] = ['live', 'recorded', 'own_devices', 'pack'];

interface Props {
  schools: School[];
  /** The school that teaches the lesson. */
  own: string;
  draft: LessonDraft;
  teachers: SchoolTeacher[];
  /** What the server said of a field. */
  said: Record<string, string>;
  /** What is wrong with the classes as a whole. */
  fault?: string | undefined;
  onRows: (rows: AudienceDraft[]) => void;
}

/** The classes a lesson is for. */
export function AudienceRows({ schools, own, draft, teachers, said, fault, onRows }: Props) {
  const rows = draft.audience;
  const ownFirst = [...schools].sort((a, b) => Number(b.id === own) - Number(a.id === own));
  const classes = ownFirst.flatMap((school) =>
    school.classes.map((one) => ({
      id: one.id,
      school: school.id,
      name: schools.length > 1 ? `${school.name} · ${one.name}` : one.name,
    })),
  );
  const free = classes.filter((one) => !rows.some((row) => row.class === one.id));
  const change = (at: number, part: Partial<AudienceDraft>) =>
    onRows(rows.map((row, index) => (index === at ? tidy({ ...row, ...part }) : row)));
  const add = (id: string) => {
    const known = classes.find((one) => one.id === id);
    if (known) onRows([...rows, newRow(draft, id, known.school === own)]);
  };
  return (
    <fieldset class={form.group}>
      <legend class={css.name}>{t('lessons.audience')}</legend>
      {rows.map((row, at) => {
        const known = classes.find((one) => one.id === row.class);
        const near = teachers.filter((one) => one.school === own || one.school === known?.school);
        return (
          <AudienceRow
            key={row.class}
            name={known?.name ?? t('lessons.class')}
            row={row}
            isOwn={known?.school === own}
            start={`${draft.day}T${draft.time}`}
            teachers={once(near)}
            said={(field) => said[`audience.${at}.${field}`]}
            onChange={(part) => change(at, part)}
            onRemove={() => onRows(rows.filter((_, index) => index !== at))}
          />
        );
      })}
      {free.length > 0 && (
        <Select
          label={t('lessons.add_class')}
          value=""
          error={fault}
          onValue={add}
          options={[
            { value: '', text: t('core.choose') },
            ...free.map((one) => ({ value: one.id, text: one.name })),
          ]}
        />
      )}
      <details class={form.more}>
        <summary>{t('lessons.how')}</summary>
        <Kinds name={t('lessons.form')} kinds={FORMS} key_="form" />
        <Kinds name={t('lessons.attending')} kinds={ATTENDING} key_="attending" />
      </details>
    </fieldset>
  );
}

/** What there is, the first in use here; what does not work yet is named, but cannot be chosen. */
function Kinds<K extends 'form' | 'attending'>(props: {
  name: string;
  key_: K;
  kinds: K extends 'form' ? typeof FORMS : typeof ATTENDING;
}) {
  const kinds = props.kinds as readonly string[];
  const [first] = kinds;
  const later = kinds.filter((kind) => !WORKING.includes(kind));
  const nameOf = (kind: string) => t(`lessons.${props.key_}_${kind}` as 'lessons.form_live');
  return (
    <div>
      <h3 class={form.legend}>{props.name}</h3>
      <dl class={form.kinds}>
        {kinds
          .filter((kind) => WORKING.includes(kind))
          .map((kind) => (
            <Fragment key={kind}>
              <dt>
                {nameOf(kind)} {kind === first && <Chip tone="action">{t('lessons.in_use')}</Chip>}
              </dt>
              <dd>{t(`lessons.${props.key_}_${kind}_hint` as 'lessons.form_live_hint')}</dd>
            </Fragment>
          ))}
        <dt class={css.soft}>{t('lessons.coming_later', { names: listed(later.map(nameOf)) })}</dt>
      </dl>
    </div>
  );
}

/** Absent rather than undefined: a stored draft and the request say it alike. */
function tidy({ starts_at, teacher, ...row }: AudienceDraft): AudienceDraft {
  return { ...row, ...(starts_at && { starts_at }), ...(teacher && { teacher }) };
}

/** Who teaches in two schools stands in both. */
function once(teachers: SchoolTeacher[]): SchoolTeacher[] {
  return [...new Map(teachers.map((one) => [one.id, one])).values()];
}
