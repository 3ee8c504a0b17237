import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts, problemText } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Field } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';

/** One's own password. The account stands in a hidden field, so that password managers know whose. */
export function ChangePassword({ onChanged }: { onChanged: () => void }) {
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [isShown, setShown] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const said = fieldTexts(error);
  const isNamed = Boolean(said.current || said.new);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await call('PUT /api/me/password', { body: { current, new: next } });
      setCurrent('');
      setNext('');
      toast(t('devices.changed'));
      onChanged();
    } catch (reason) {
      setError(reason);
    }
    setBusy(false);
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
      {Boolean(error) && !isNamed && <Banner tone="mark">{problemText(error)}</Banner>}
      <div class={css.actions}>
        <Button type="submit" look="primary" busy={isBusy} disabled={!current || !next}>
          {t('devices.password')}
        </Button>
        <Button look="quiet" aria-pressed={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? t('core.hide_password') : t('core.show_password')}
        </Button>
      </div>
    </form>
  );
}
