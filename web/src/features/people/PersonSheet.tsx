import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Person, School } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { listed } from '~/lib/lesson.ts';
import { findMe, me } from '~/lib/session.ts';
import { Confirm } from '~/ui/Confirm.tsx';
import { CopyField } from '~/ui/CopyField.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { toast } from '~/ui/Toast.tsx';
import { EditPerson } from './EditPerson.tsx';
import { MovePerson } from './MovePerson.tsx';
import own from './people.module.css';
import { roleText } from './roles.ts';

type Step = 'edit' | 'move' | 'reset' | 'sign_out' | 'stop' | 'resume';

/** What makes sense for a person now, the harmless first. */
export function stepsFor(person: Person, isSelf: boolean, classes: number): Step[] {
  if (person.is_stopped) return ['edit', 'resume'];
  const steps: Step[] = ['edit'];
  if (person.classes.length > 0 && classes > 1) steps.push('move');
  steps.push('reset');
  if (!isSelf) steps.push('sign_out', 'stop');
  return steps;
}

interface Props {
  person: Person;
  school: School;
  onClose: () => void;
}

/** Everything an administrator can do for one person; each action says what it will do. */
export function PersonSheet({ person, school, onClose }: Props) {
  const [step, setStep] = useState<Step | null>(null);
  const [secret, setSecret] = useState('');
  const queries = useQueryClient();
  const name = person.display_name;
  const isSelf = me.value?.id === person.id;
  const path = { school: school.id, person: person.id };
  const changed = (text: string) => {
    toast(text);
    onClose();
    void queries.invalidateQueries({ queryKey: ['people'] });
    void queries.invalidateQueries({ queryKey: ['organisations'] });
  };
  if (secret) {
    return (
      <Dialog title={t('people.reset_for', { name })} onClose={onClose}>
        <CopyField label={t('people.new_password')} value={secret} hint={t('people.once')} />
      </Dialog>
    );
  }
  if (step === 'edit') {
    const saved = (now: string) => {
      if (isSelf) void findMe().catch(() => {});
      changed(t('people.saved', { name: now }));
    };
    return <EditPerson person={person} school={school.id} onSaved={saved} onClose={onClose} />;
  }
  if (step === 'move') {
    const moved = (to: string) => changed(t('people.moved', { name, to }));
    return <MovePerson person={person} school={school} onMoved={moved} onClose={onClose} />;
  }
  const acts: Record<Exclude<Step, 'edit' | 'move'>, () => Promise<unknown>> = {
    reset: async () => {
      const answer = await call('POST /api/people/{person}/password', {
        path: { person: person.id },
      });
      setSecret(answer.password);
    },
    sign_out: async () => {
      await call('DELETE /api/schools/{school}/people/{person}/sessions', { path });
      changed(t('people.sign_out_done', { name }));
    },
    stop: async () => {
      await call('PUT /api/schools/{school}/people/{person}/stop', { path });
      changed(t('people.stop_done', { name }));
    },
    resume: async () => {
      await call('DELETE /api/schools/{school}/people/{person}/stop', { path });
      changed(t('people.resume_done', { name }));
    },
  };
  if (step) {
    return (
      <Confirm
        title={t(`people.step_${step}`)}
        look={step === 'resume' ? 'primary' : 'mark'}
        onConfirm={acts[step]}
        // The password stands in the next dialog.
        onClose={step === 'reset' ? () => setStep(null) : onClose}
      >
        {t(`people.sure_${step}`, { name, what: standing(person) })}
      </Confirm>
    );
  }
  return (
    <Dialog title={name} onClose={onClose}>
      <p class={own.about}>{[person.name, standing(person)].join(' · ')}</p>
      <ul class={own.steps}>
        {stepsFor(person, isSelf, school.classes.length).map((one) => (
          <li key={one}>
            <button type="button" data-step={one} onClick={() => setStep(one)}>
              <b>{t(`people.step_${one}`)}</b>
              <small>{t(`people.text_${one}`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

/** What a person is in the school, in words. */
function standing(person: Person): string {
  return listed([...person.roles.map(roleText), ...person.classes.map((one) => one.name)]);
}
