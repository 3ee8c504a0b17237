import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { callQuietly } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import type { SetupBody } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { signedIn } from '~/lib/signed_in.ts';
import { Button } from '~/ui/Button.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field } from '~/ui/Field.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';
import css from './SignIn.module.css';
import { Door } from './SignIn.tsx';

const FIELDS = ['region_name', 'school_name', 'display_name', 'name', 'password'] as const;
const AUTOCOMPLETE = {
  region_name: 'off',
  school_name: 'organization',
  display_name: 'name',
  name: 'username',
  password: 'new-password',
};

/** The first start: a one-time link makes the administrator, the region and the school. */
export function Setup({ params }: { params: Record<string, string> }) {
  usePage(t('sign_in.setup'));
  const [, go] = useLocation();
  const token = params.token ?? '';
  const [body, setBody] = useState<SetupBody>({
    region_name: '',
    school_name: '',
    display_name: '',
    name: '',
    password: '',
  });
  const { isBusy, failure, attempt } = useAttempt();
  const [closed, setClosed] = useState<unknown>(null);
  useEffect(() => {
    callQuietly('GET /api/setup/{token}', { path: { token } }).catch(setClosed);
  }, [token]);
  const submit = async (event: Event) => {
    event.preventDefault();
    await attempt(async () => {
      const answer = await callQuietly('POST /api/setup/{token}', { path: { token }, body });
      signedIn(answer.me);
      go('/today', { replace: true });
    });
  };
  const errors = fieldTexts(failure);
  return (
    <Door title={t('sign_in.setup')} text={t('sign_in.setup_text')}>
      <form class={css.form} onSubmit={submit}>
        {FIELDS.map((field) => (
          <Field
            key={field}
            label={t(`sign_in.${field}`)}
            hint={field === 'password' ? t('sign_in.password_hint') : undefined}
            type={field === 'password' ? 'password' : 'text'}
            autocomplete={AUTOCOMPLETE[field]}
            value={body[field]}
            onValue={(value) => setBody({ ...body, [field]: value })}
            error={errors[field]}
            required
          />
        ))}
        <Failure of={failure ?? closed} />
        <Button type="submit" look="primary" wide busy={isBusy}>
          {t('sign_in.create')}
        </Button>
      </form>
    </Door>
  );
}
