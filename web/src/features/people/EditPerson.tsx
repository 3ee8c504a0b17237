import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import type { Person } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';

interface Props {
  person: Person;
  school: string;
  onSaved: (displayName: string) => void;
  onClose: () => void;
}

/** Corrects a person's names; what was typed stays when the server refuses. */
export function EditPerson({ person, school, onSaved, onClose }: Props) {
  const [draft, setDraft] = useState({ display_name: person.display_name, name: person.name });
  const { isBusy, failure, attempt } = useAttempt();
  const [isTried, setTried] = useState(false);
  const said = fieldTexts(failure);
  const bind = (field: keyof typeof draft) => ({
    value: draft[field],
    onValue: (value: string) => setDraft({ ...draft, [field]: value }),
    error: isTried && !draft[field].trim() ? t('problems.required') : said[field],
  });
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    const body = { display_name: draft.display_name.trim(), name: draft.name.trim() };
    if (!body.display_name || !body.name) return;
    const path = { school, person: person.id };
    await attempt(async () => {
      await call('PATCH /api/schools/{school}/people/{person}', { path, body });
      onSaved(body.display_name);
    });
  };
  return (
    <Dialog title={t('people.step_edit')} onClose={onClose}>
      <form class={css.form} onSubmit={submit} noValidate>
        <Field
          label={t('people.display_name')}
          hint={t('people.display_name_hint')}
          autocomplete="off"
          maxLength={60}
          {...bind('display_name')}
        />
        <Field
          label={t('people.name')}
          hint={t('people.name_hint')}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={40}
          {...bind('name')}
        />
        {!Object.keys(said).length && <Failure of={failure} />}
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('core.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
