import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import type { School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';

interface Props {
  school: School;
  onAdded: (name: string) => void;
  onClose: () => void;
}

/** A class without people yet; its name is all it needs. */
export function AddClass({ school, onAdded, onClose }: Props) {
  const [name, setName] = useState('');
  const { isBusy, failure, attempt } = useAttempt();
  const [isTried, setTried] = useState(false);
  const said = fieldTexts(failure);
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (!name.trim()) return;
    const body = { name: name.trim() };
    const path = { school: school.id };
    await attempt(async () => {
      const made = await call('POST /api/schools/{school}/classes', { path, body });
      onAdded(made.name);
    });
  };
  return (
    <Dialog title={t('people.new_class')} onClose={onClose}>
      <form class={css.form} onSubmit={submit} noValidate>
        <p class={css.soft}>{t('people.in_school', { name: school.name })}</p>
        <Field
          label={t('people.class_name')}
          value={name}
          onValue={setName}
          autocomplete="off"
          maxLength={60}
          error={isTried && !name.trim() ? t('problems.required') : said.name}
        />
        {!said.name && <Failure of={failure} />}
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" busy={isBusy}>
            {t('people.new_class')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
