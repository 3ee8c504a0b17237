import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import css from '~/ui/Page.module.css';
import { StreamSettings } from './StreamSettings.tsx';

export function StreamPage({ params }: { params: Record<string, string> }) {
  usePage(t('stream.title'));
  const id = params.id ?? '';
  return (
    <>
      <div class={css.head}>
        <h1>{t('stream.title')}</h1>
        <ButtonLink href={`/lessons/${id}/prepare`}>{t('stream.to_prepare')}</ButtonLink>
        <ButtonLink href={`/room/${id}`}>{t('stream.to_room')}</ButtonLink>
      </div>
      <StreamSettings lessonId={id} />
    </>
  );
}
