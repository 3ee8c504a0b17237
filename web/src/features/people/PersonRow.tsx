import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Person } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Avatar, Chip } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { CopyField } from '~/ui/CopyField.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import css from '~/ui/Page.module.css';
import { ROLES } from './roles.ts';

/** One of a school's people, and for administrators what can be done for them. */
export function PersonRow({ person, isAdmin }: { person: Person; isAdmin: boolean }) {
  const [isAsking, setAsking] = useState(false);
  const [secret, setSecret] = useState('');
  const name = person.display_name;
  const roles = person.roles.filter((role) => role !== 'learner');
  const reset = async () => {
    const path = { person: person.id };
    setSecret((await call('POST /api/people/{person}/password', { path })).password);
  };
  return (
    <li class={css.item}>
      <div class={css.lines}>
        <Avatar name={name} />
        <div>
          <p class={`${css.name} ${css.badges}`}>
            {name}
            {roles.map((role) => (
              <Chip key={role} tone={role === 'administrator' ? 'info' : 'action'}>
                {ROLES.includes(role as 'teacher') ? t(`core.${role as 'teacher'}`) : role}
              </Chip>
            ))}
          </p>
          <p class={css.soft}>{[person.name, person.class?.name].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      {isAdmin && (
        <Button
          size="small"
          look="quiet"
          aria-label={`${t('people.reset')} · ${name}`}
          onClick={() => setAsking(true)}
        >
          {t('people.reset')}
        </Button>
      )}
      {isAsking && (
        <Confirm title={t('people.reset')} onConfirm={reset} onClose={() => setAsking(false)}>
          {t('people.reset_sure', { name })}
        </Confirm>
      )}
      {secret && (
        <Dialog title={t('people.reset_for', { name })} onClose={() => setSecret('')}>
          <CopyField label={t('people.new_password')} value={secret} hint={t('people.once')} />
        </Dialog>
      )}
    </li>
  );
}
