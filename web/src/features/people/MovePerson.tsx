import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts, problemText } from '~/api/problem.ts';
import type { Person, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';

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
  const [error, setError] = useState<unknown>(null);
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const said = fieldTexts(error);
  const old = person.classes.find((one) => one.id === from)?.name ?? '';
  const others = school.classes.filter((one) => !person.classes.some((own) => own.id === one.id));
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    setError(null);
    if (!to) return;
    setBusy(true);
    try {
      const path = { school: school.id, person: person.id };
      const body = { class: to, old_class: from };
      await call('PATCH /api/schools/{school}/people/{person}', { path, body });
      onMoved(others.find((one) => one.id === to)?.name ?? '');
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
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
        {Boolean(error) && !Object.keys(said).length && (
          <Banner tone="mark">{problemText(error)}</Banner>
        )}
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
