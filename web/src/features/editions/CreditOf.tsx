import { useQuery } from '@tanstack/preact-query';
import { callQuietly } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import page from '~/ui/Page.module.css';
import css from './editions.module.css';
import { isRecorded } from './form.ts';
import { creditText } from './words.ts';

/** Whose recorded lesson a lesson played, and the way to it; nothing where it played none. */
export function CreditOf({ lesson }: { lesson: Lesson }) {
  const played = useQuery({
    queryKey: ['lesson', lesson.id, 'edition'],
    queryFn: () => callQuietly('GET /api/lessons/{id}/edition', { path: { id: lesson.id } }),
    enabled: isRecorded(lesson),
    retry: false,
  });
  if (!played.data) return null;
  return (
    <>
      <p class={page.soft}>{creditText(played.data.credit)}</p>
      {lesson.state === 'closed' && (
        <p class={css.alone} data-noprint>
          <ButtonLink size="small" href={`/editions/${played.data.edition}`}>
            {t('editions.alone')}
          </ButtonLink>
        </p>
      )}
    </>
  );
}
