import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';

/** One's own password. The account stands in a hidden field, so that password managers know whose. */
export function ChangePassword({ onChanged }: { onChanged: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isShown, setShown] = useState(false);
  const { isBusy, failure, attempt } = useAttempt();
  const said = fieldTexts(failure);
  const isNamed = Boolean(said.current || said.new);
  const submit = async (event: Event) => {
    event.preventDefault();
    const body = { current, new: next };
    if (!(await attempt(() => call('PUT /api/me/password', { body })))) return;
    setCurrent('');
    setNext('');
    if (me.value) me.value = { ...me.value, has_given_password: false };
    toast(t('devices.changed'));
    onChanged();
  };
  const type = isShown ? 'text' : 'password';
  return (
    <form class={css.form} onSubmit={submit} data-form="password">
      <input type="text" autocomplete="username" value={me.value?.name ?? ''} hidden readOnly />
      <Field
        label={t('devices.current')}
        type={type}
        autocomplete="current-password"
        value={current}
        onValue={setCurrent}
        error={said.current}
        required
      />
      <Field
        label={t('devices.new')}
        hint={t('devices.new_hint')}
        type={type}
        autocomplete="new-password"
        value={next}
        onValue={setNext}
        error={said.new}
        required
      />
      {!isNamed && <Failure of={failure} />}
      <div class={css.actions}>
        <Button type="submit" look="primary" busy={isBusy} disabled={!current || !next}>
          {t('devices.password')}
        </Button>
        <Button look="quiet" onClick={() => setShown(!isShown)}>
          {isShown ? t('core.hide_password') : t('core.show_password')}
        </Button>
      </div>
    </form>
  );
}
