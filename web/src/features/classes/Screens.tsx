import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { LessonClassroom } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { Failure } from '~/ui/Failure.tsx';
import css from './classes.module.css';

/** Opens the lesson on the screen of a class, or takes it from there. */
export function Screens({ lesson, onClose }: { lesson: string; onClose: () => void }) {
  const [all, setAll] = useState<LessonClassroom[] | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const look = () =>
    call('GET /api/lessons/{id}/classrooms', { path: { id: lesson } }).then(setAll, setFailure);
  useEffect(() => void look(), [lesson]);
  const turn = async ({ id, is_open }: LessonClassroom) => {
    setFailure(null);
    const path = { id };
    const done = is_open
      ? call('DELETE /api/classrooms/{id}/lesson', { path })
      : call('PUT /api/classrooms/{id}/lesson', { path, body: { lesson } });
    await done.then(look, setFailure);
  };
  return (
    <Dialog title={t('classes.screens')} onClose={onClose}>
      <p class={css.soft}>{t('classes.screens_text')}</p>
      <Failure of={failure} />
      {!all && !failure && <Skeleton rows={1} />}
      <ul class={css.screens}>
        {all?.map((one) => (
          <li key={one.id}>
            <span>
              {one.name}
              <small>{one.class.name}</small>
              {one.is_taken && <small>{t('classes.is_taken')}</small>}
            </span>
            <Button look={one.is_open ? 'plain' : 'primary'} onClick={() => void turn(one)}>
              {t(one.is_open ? 'classes.take_off' : 'classes.open_there')}
            </Button>
          </li>
        ))}
      </ul>
      {all?.length === 0 && <p>{t('classes.no_screens')}</p>}
      <ButtonLink href="/classrooms" look="quiet">
        {t('classes.pair_new')}
      </ButtonLink>
    </Dialog>
  );
}
