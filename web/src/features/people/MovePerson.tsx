import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import type { Person, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';

interface Props {
  person: Person;
  school: School;
  onMoved: (to: string) => void;
  onClose: () => void;
}

/** Moves a learner to another class; with several classes one says which is left. */
export function MovePerson({ person, school, onMoved, onClose }: Props) {
  const [from, setFrom] = useState(person.classes[0]?.id ?? '');
  const [to, setTo] = useState('');
  const { isBusy, failure, attempt } = useAttempt();
  const [isTried, setTried] = useState(false);
  const said = fieldTexts(failure);
  const old = person.classes.find((one) => one.id === from)?.name ?? '';
  const others = school.classes.filter((one) => !person.classes.some((own) => own.id === one.id));
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!to) return;
    const path = { school: school.id, person: person.id };
    const body = { class: to, old_class: from };
    await attempt(async () => {
      await call('PATCH /api/schools/{school}/people/{person}', { path, body });
      onMoved(others.find((one) => one.id === to)?.name ?? '');
    });
  };
  return (
    <Dialog title={t('people.step_move')} onClose={onClose}>
      <form class={css.form} onSubmit={submit} noValidate>
        <p>{t('people.sure_move', { name: person.display_name, from: old })}</p>
        {person.classes.length > 1 && (
          <Select
            label={t('people.old_class')}
            value={from}
            onValue={setFrom}
            options={person.classes.map((one) => ({ value: one.id, text: one.name }))}
            error={said.old_class}
          />
        )}
        <Select
          label={t('people.to_class')}
          value={to}
          onValue={setTo}
          options={[
            { value: '', text: t('core.choose') },
            ...others.map((one) => ({ value: one.id, text: one.name })),
          ]}
          error={isTried && !to ? t('problems.required') : said.class}
        />
        {!Object.keys(said).length && <Failure of={failure} />}
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('people.step_move')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
