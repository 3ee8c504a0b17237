import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field, Select } from '~/ui/Field.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';

interface Place {
  id: string;
  name: string;
  classes: { id: string; name: string }[];
}

/** Makes the screen that shows a code a class's; a scanned code is filled in already. */
export function Pair({ schools }: { schools: Place[] }) {
  const scanned = new URLSearchParams(location.search).get('code') ?? '';
  const [code, setCode] = useState(/^\d{6}$/.test(scanned) ? scanned : '');
  const choices = schools.flatMap((school) =>
    school.classes.map((one) => ({
      value: `${school.id}/${one.id}`,
      text: schools.length > 1 ? `${school.name} ${one.name}` : one.name,
    })),
  );
  const [place, setPlace] = useState(choices[0]?.value ?? '');
  const [name, setName] = useState('');
  const { isBusy, failure, attempt } = useAttempt();
  const said = fieldTexts(failure);
  const queries = useQueryClient();
  const submit = async (event: Event) => {
    event.preventDefault();
    const [school = '', id = ''] = place.split('/');
    const body = { code: code.replace(/\s/g, ''), class: id, name };
    const path = { school };
    const pair = () => call('POST /api/schools/{school}/classrooms', { path, body });
    if (!(await attempt(pair))) return;
    toast(t('classes.paired'));
    setCode('');
    setName('');
    await queries.invalidateQueries({ queryKey: ['classrooms', school] });
  };
  return (
    <form class={css.form} onSubmit={submit}>
      <Field
        label={t('classes.code')}
        hint={t('classes.code_hint')}
        inputMode="numeric"
        autocomplete="off"
        value={code}
        onValue={setCode}
        required
      />
      <Select
        label={t('classes.class')}
        value={place}
        onValue={setPlace}
        error={said.class}
        options={choices}
      />
      <Field
        label={t('classes.name')}
        hint={t('classes.name_hint')}
        value={name}
        onValue={setName}
        error={said.name}
        required
      />
      {!said.class && !said.name && <Failure of={failure} />}
      <div class={css.actions}>
        <Button type="submit" look="primary" busy={isBusy} disabled={!code.trim() || !name.trim()}>
          {t('classes.pair')}
        </Button>
      </div>
    </form>
  );
}
