import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { callQuietly } from '~/api/call.ts';
import { Problem, problemText } from '~/api/problem.ts';
import type { Me } from '~/api/shapes.ts';
import { loadTexts, t } from '~/lib/i18n.ts';
import { signedIn } from '~/lib/signed_in.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Field } from '~/ui/Field.tsx';

interface SignInFormProps {
  name?: string;
  onSignedIn: (person: Me) => void;
  extra?: ComponentChildren;
}

/** From this wrong password on the form says whom to ask; it says so for every name alike. */
const ASK_AFTER = 3;

/** Name and password. Pasting and password managers are welcome; what was typed stays on failure. */
export function SignInForm(props: SignInFormProps) {
  const [name, setName] = useState(props.name ?? '');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const [isSlow, setSlow] = useState(false);
  const [failures, setFailures] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    void loadTexts('problems');
  }, []);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(null);
    const slow = setTimeout(() => setSlow(true), 3000);
    try {
      const answer = await callQuietly('POST /api/sessions', {
        body: { name: name.trim(), password },
      });
      signedIn(answer.me);
      props.onSignedIn(answer.me);
    } catch (reason) {
      setError(reason);
      const code = reason instanceof Problem ? reason.code : '';
      if (code === 'session.wrong_password') setFailures(failures + 1);
      if (code === 'session.too_many_tries') setFailures(ASK_AFTER);
      form.current?.querySelector<HTMLInputElement>('[autocomplete=current-password]')?.select();
    } finally {
      clearTimeout(slow);
      setSlow(false);
      setBusy(false);
    }
  };
  return (
    <form ref={form} onSubmit={submit} style={{ display: 'grid', gap: '16px' }}>
      <Field
        label={t('core.account')}
        value={name}
        onValue={setName}
        autocomplete="username"
        autocapitalize="off"
        spellcheck={false}
        required
      />
      <Field
        label={t('core.password')}
        value={password}
        onValue={setPassword}
        type={isShown ? 'text' : 'password'}
        autocomplete="current-password"
        data-first={props.name ? '' : undefined}
        required
        error={error ? problemText(error) : undefined}
      />
      <Button
        look="quiet"
        size="small"
        style={{ justifySelf: 'start', marginTop: '-8px', padding: '4px 0' }}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? t('core.hide_password') : t('core.show_password')}
      </Button>
      <Button type="submit" look="primary" wide busy={isBusy}>
        {isBusy ? t('core.signing_in') : t('core.sign_in')}
      </Button>
      {failures >= ASK_AFTER && <Banner tone="info">{t('core.ask_password')}</Banner>}
      {isSlow && <Banner tone="warn">{t('core.server_slow')}</Banner>}
      {props.extra}
    </form>
  );
}
