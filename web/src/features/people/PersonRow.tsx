import { useState } from 'preact/hooks';
import type { Person, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { Avatar } from '~/ui/Avatar.tsx';
import { Button } from '~/ui/Button.tsx';
import { Chip } from '~/ui/bits.tsx';
import css from '~/ui/Page.module.css';
import { PersonSheet } from './PersonSheet.tsx';
import own from './people.module.css';
import { roleText } from './roles.ts';

/** One of a school's people, and for administrators the way to what can be done for them. */
export function PersonRow(props: { person: Person; school: School; isAdmin: boolean }) {
  const { person, school, isAdmin } = props;
  const [isOpen, setOpen] = useState(false);
  const name = person.display_name;
  const roles = person.roles.filter((role) => role !== 'learner');
  const classes = listed(person.classes.map((one) => one.name));
  return (
    <li class={`${css.item} ${own.row}`}>
      <div class={css.lines}>
        <Avatar name={name} />
        <div class={own.who}>
          <p class={`${css.name} ${css.badges}`}>
            {name}
            {person.is_stopped && <Chip tone="warn">{t('people.state_stopped')}</Chip>}
            {roles.map((role) => (
              <Chip key={role} tone={role === 'administrator' ? 'info' : 'action'}>
                {roleText(role)}
              </Chip>
            ))}
          </p>
          <p class={css.soft}>{[person.name, classes].filter(Boolean).join(' · ')}</p>
        </div>
      </div>
      {isAdmin && (
        <Button
          size="small"
          look="quiet"
          aria-haspopup="dialog"
          aria-label={`${t('people.manage')} · ${name}`}
          onClick={() => setOpen(true)}
        >
          {t('people.manage')}
        </Button>
      )}
      {isOpen && <PersonSheet person={person} school={school} onClose={() => setOpen(false)} />}
    </li>
  );
}
