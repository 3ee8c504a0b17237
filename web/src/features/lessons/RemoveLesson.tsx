import { useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { call } from '~/api/call.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { toast } from '~/ui/Toast.tsx';

/** Deletes a lesson that has not begun, after asking. */
export function RemoveLesson(props: { id: string; title: string; onRemoved: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const [, go] = useLocation();
  const queries = useQueryClient();
  const remove = async () => {
    await call('DELETE /api/lessons/{id}', { path: { id: props.id } });
    props.onRemoved();
    toast(t('lessons.removed'));
    go('/lessons', { replace: true });
    queries.removeQueries({ queryKey: ['lesson', props.id] });
    void queries.invalidateQueries();
  };
  return (
    <>
      <Button look="danger" onClick={() => setAsking(true)}>
        {t('lessons.remove_lesson')}
      </Button>
      {isAsking && (
        <Confirm
          title={t('lessons.remove_lesson')}
          onConfirm={remove}
          onClose={() => setAsking(false)}
        >
          {t('lessons.remove_sure', { title: props.title })}
        </Confirm>
      )}
    </>
  );
}
