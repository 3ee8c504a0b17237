import { useQuery } from '@tanstack/preact-query';
import { callQuietly } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import page from '~/ui/Page.module.css';
import { isRecorded } from './form.ts';
import { creditText } from './words.ts';

/** Whose recorded lesson a lesson played; nothing where it played none. */
export function CreditOf({ lesson }: { lesson: Lesson }) {
  const played = useQuery({
    queryKey: ['lesson', lesson.id, 'edition'],
    queryFn: () => callQuietly('GET /api/lessons/{id}/edition', { path: { id: lesson.id } }),
    enabled: isRecorded(lesson),
    retry: false,
  });
  return played.data ? <p class={page.soft}>{creditText(played.data.credit)}</p> : null;
}
