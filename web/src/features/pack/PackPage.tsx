import { useQuery } from '@tanstack/preact-query';
import { call, callQuietly } from '~/api/call.ts';
import type { Audience, Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { ButtonLink } from '~/ui/Button.tsx';
import { Banner, Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import page from '~/ui/Page.module.css';
import { HandIn } from './HandIn.tsx';
import { PackRow } from './PackRow.tsx';
import css from './pack.module.css';
import type { Pack } from './shapes.ts';

const LOOK_EVERY_MS = 1500;

const isOnItsWay = (pack: Pack) => pack.state === 'waiting' || pack.state === 'making';

/** A lesson that is over, packed for its classes; and the answers that come back. */
export function PackPage({ params }: { params: Record<string, string> }) {
  usePage(t('pack.title'));
  const path = { id: params.id ?? '' };
  const lesson = useQuery({
    queryKey: ['lesson', path.id],
    queryFn: () => call('GET /api/lessons/{id}', { path }),
  });
  const packs = useQuery({
    queryKey: ['packs', path.id],
    queryFn: () => call('GET /api/lessons/{id}/packs', { path }),
    refetchInterval: (query) => (query.state.data?.items.some(isOnItsWay) ? LOOK_EVERY_MS : false),
  });
  const failed = lesson.error ?? packs.error;
  const again = () => void Promise.all([lesson.refetch(), packs.refetch()]);
  if (failed && !(lesson.data && packs.data)) return <ErrorState error={failed} onRetry={again} />;
  if (!lesson.data || !packs.data) return <Skeleton rows={4} height={96} />;
  const change = () => packs.refetch();
  return <Whole lesson={lesson.data} packs={packs.data.items} onChange={change} />;
}

/** What a lesson played of another recorded one is in no pack, and whoever makes one is told. */
function Passages({ lesson }: { lesson: string }) {
  const edition = useQuery({
    queryKey: ['lesson', lesson, 'edition'],
    queryFn: () => callQuietly('GET /api/lessons/{id}/edition', { path: { id: lesson } }),
    // Most have none.
    retry: false,
  });
  if (!edition.data?.parts.some((one) => one.kind === 'passage')) return null;
  return (
    <div class={page.gap}>
      <Banner tone="warn">{t('pack.no_passages', { title: edition.data.credit.title })}</Banner>
    </div>
  );
}

interface Props {
  lesson: Lesson;
  packs: Pack[];
  onChange: () => Promise<unknown>;
}

function Whole({ lesson, packs, onChange }: Props) {
  const rows = lesson.audience.filter(
    (row) => !lesson.my_class || row.class.id === lesson.my_class,
  );
  return (
    <>
      <div class={page.head}>
        <div>
          <p class={page.soft}>{t('pack.title')}</p>
          <h1>{lesson.title}</h1>
        </div>
        <ButtonLink href={`/lessons/${lesson.id}/report`} look="quiet">
          {t('pack.to_report')}
        </ButtonLink>
      </div>
      <p class={page.sub}>{t('pack.what')}</p>
      {lesson.state !== 'closed' ? (
        <div class={page.gap}>
          <Banner tone="info">{t('pack.not_over')}</Banner>
        </div>
      ) : (
        <>
          <Passages lesson={lesson.id} />
          <div class={css.classes}>
            {rows.map((row) => (
              <ClassCard
                key={row.class.id}
                row={row}
                lesson={lesson}
                packs={packs.filter((pack) => pack.class === row.class.id)}
                onChange={onChange}
              />
            ))}
          </div>
          <HandIn lesson={lesson.id} />
        </>
      )}
    </>
  );
}

function ClassCard({ row, lesson, packs, onChange }: Props & { row: Audience }) {
  const of = (pictures: boolean) => packs.find((pack) => pack.pictures === pictures);
  return (
    <section class={page.card}>
      <h2 class={css.class}>
        {row.class.name} <span class={page.soft}>{row.school.name}</span>
      </h2>
      {[true, false].map((pictures) => (
        <PackRow
          key={String(pictures)}
          lesson={lesson}
          schoolClass={row.class}
          pictures={pictures}
          pack={of(pictures)}
          onChange={onChange}
        />
      ))}
    </section>
  );
}
