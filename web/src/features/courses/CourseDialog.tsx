import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { fieldTexts, problemText } from '~/api/problem.ts';
import type { Course } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { plannable } from '~/lib/plannable.ts';
import { me } from '~/lib/session.ts';
import { Button } from '~/ui/Button.tsx';
import { Banner } from '~/ui/bits.tsx';
import { Dialog, DialogActions } from '~/ui/Dialog.tsx';
import { Field, Select } from '~/ui/Field.tsx';

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
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const places = useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
  const schools = me.value && places.data ? plannable(me.value, places.data) : [];
  const school = chosen || schools[0]?.id || '';
  const said = fieldTexts(error).title;
  const submit = async (event: Event) => {
    event.preventDefault();
    setError(null);
    setBusy(true);
    try {
      const done = course
        ? await call('PATCH /api/courses/{id}', { path: { id: course.id }, body: { title } })
        : await call('POST /api/courses', { body: { title, school } });
      await queries.invalidateQueries();
      onDone(done.id);
    } catch (reason) {
      setError(reason);
      setBusy(false);
    }
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
        {Boolean(error) && !said && <Banner tone="mark">{problemText(error)}</Banner>}
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
