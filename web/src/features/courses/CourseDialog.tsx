import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts } from '~/api/problem.ts';
import type { Course } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { plannable } from '~/lib/plannable.ts';
import { useOrganisations } from '~/lib/server_state.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Field, Select } from '~/ui/Field.tsx';
import { useAttempt } from '~/ui/use_attempt.ts';

interface Props {
  /** The course to rename; a new one is made without. */
  course?: Course;
  onClose: () => void;
  onDone: (id: string) => void;
}

/** Names a course, new or old. */
export function CourseDialog({ course, onClose, onDone }: Props) {
  const queries = useQueryClient();
  const [title, setTitle] = useState(course?.title ?? '');
  const [chosen, setChosen] = useState('');
  const { isBusy, failure, attempt } = useAttempt();
  const places = useOrganisations();
  const schools = me.value && places.data ? plannable(me.value, places.data) : [];
  const school = chosen || schools[0]?.id || '';
  const said = fieldTexts(failure).title;
  const submit = async (event: Event) => {
    event.preventDefault();
    await attempt(async () => {
      const done = course
        ? await call('PATCH /api/courses/{id}', { path: { id: course.id }, body: { title } })
        : await call('POST /api/courses', { body: { title, school } });
      await queries.invalidateQueries();
      onDone(done.id);
    });
  };
  const name = course ? t('courses.rename') : t('courses.new');
  return (
    <Dialog title={name} onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Field
          label={t('courses.name')}
          value={title}
          onValue={setTitle}
          maxLength={120}
          error={said}
        />
        {!course && schools.length > 1 && (
          <Select
            label={t('courses.school')}
            value={school}
            onValue={setChosen}
            options={schools.map((one) => ({ value: one.id, text: one.name }))}
          />
        )}
        {!said && <Failure of={failure} />}
        <DialogActions>
          <Button onClick={onClose}>{t('core.cancel')}</Button>
          <Button type="submit" look="primary" busy={isBusy} disabled={!title.trim()}>
            {course ? t('core.save') : t('courses.make')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
