import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import type { RoleName, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field, Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';

interface Props {
  school: School;
  /** Hears the password, when the server made one: it is shown this once. */
  onAdded: (name: string, password: string) => void;
  onClose: () => void;
}

/** One person by hand; a learner belongs to a class. */
export function AddPerson({ school, onAdded, onClose }: Props) {
  const [draft, setDraft] = useState({ display_name: '', name: '', password: '', class: '' });
  const [role, setRole] = useState<RoleName>('learner');
  const { isBusy, failure, attempt } = useAttempt();
  const [isTried, setTried] = useState(false);
  const said = fieldTexts(failure);
  const isNeeded = (field: keyof typeof draft) =>
    field === 'class' ? role === 'learner' : field !== 'password';
  const isMissing = (field: keyof typeof draft) => isNeeded(field) && !draft[field].trim();
  const fault = (field: keyof typeof draft) =>
    isTried && isMissing(field) ? t('problems.required') : said[field];
  const bind = (field: keyof typeof draft) => ({
    value: draft[field],
    onValue: (value: string) => setDraft({ ...draft, [field]: value }),
    error: fault(field),
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (isMissing('display_name') || isMissing('name') || isMissing('class')) return;
    const body = {
      display_name: draft.display_name.trim(),
      name: draft.name.trim(),
      role,
      ...(role === 'learner' && { class: draft.class }),
      ...(draft.password && { password: draft.password }),
    };
    const path = { school: school.id };
    await attempt(async () => {
      const answer = await call('POST /api/schools/{school}/people', { path, body });
      onAdded(body.display_name, answer.password ?? '');
    });
  };
  return (
    <Dialog title={t('people.add')} onClose={onClose}>
      <form class={css.form} onSubmit={submit} noValidate>
        <p class={css.soft}>{t('people.in_school', { name: school.name })}</p>
        <Field label={t('people.display_name')} autocomplete="off" {...bind('display_name')} />
        <Field
          label={t('people.name')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          {...bind('name')}
        />
        <div class={css.row}>
          <Select
            label={t('people.role')}
            value={role}
            onValue={(value) => setRole(value as RoleName)}
            options={[
              { value: 'learner', text: t('core.learner') },
              { value: 'teacher', text: t('core.teacher') },
              { value: 'administrator', text: t('core.administrator') },
            ]}
          />
          {role === 'learner' && (
            <Select
              label={t('people.class')}
              options={[
                { value: '', text: t('core.choose') },
                ...school.classes.map((one) => ({ value: one.id, text: one.name })),
              ]}
              {...bind('class')}
            />
          )}
        </div>
        <Field
          label={t('people.password')}
          optional={t('people.optional')}
          type="password"
          autocomplete="new-password"
          hint={t('people.password_hint')}
          {...bind('password')}
        />
        {!Object.keys(said).length && <Failure of={failure} />}
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('people.add')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
