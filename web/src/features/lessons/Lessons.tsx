import { useSearchParams } from 'wouter-preact';
import { Days } from '~/features/calendar/Days.tsx';
import { type Side, useLessons } from '~/features/calendar/use_lessons.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { isStaff, me } from '~/lib/session.ts';
import { longDay, startOfDay } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { More } from '~/ui/More.tsx';
import css from '~/ui/Page.module.css';
import { useFound } from '~/ui/use_found.ts';
import { type Filters, LessonFilters } from './LessonFilters.tsx';

/** The calendar from a day on, then what was before it. Place and search stand in the address. */
export function Lessons(_: { params: Record<string, string> }) {
  usePage(t('lessons.title'));
  const [search, setSearch] = useSearchParams();
  const of = (name: string) => search.get(name) ?? '';
  const filters: Filters = { q: of('q'), day: of('day'), course: of('course'), state: of('state') };
  const isDay = !Number.isNaN(Date.parse(`${filters.day}T00:00`));
  const first = isDay ? new Date(`${filters.day}T00:00`) : startOfDay(new Date());
  const { later, earlier } = useLessons(filters, first.toISOString());
  const change = (part: Partial<Filters>) => {
    const next = Object.entries({ ...filters, ...part }).filter(([, value]) => value);
    setSearch(Object.fromEntries(next), { replace: true });
  };
  const staff = Boolean(me.value && isStaff(me.value));
  const failed = [later, earlier].find((side) => side.isError);
  const isThere = later.isSuccess && earlier.isSuccess;
  const isNone = isThere && !later.items.length && !earlier.items.length;
  const isFiltered = Boolean(filters.q || filters.course || filters.state);
  useFound({
    count: isFiltered && isThere ? later.items.length + earlier.items.length : null,
    hasMore: later.hasNextPage || earlier.hasNextPage,
  });
  return (
    <>
      <div class={css.head}>
        <h1>{t('lessons.title')}</h1>
        {staff && <ButtonLink href="/editions">{t('lessons.editions')}</ButtonLink>}
        {staff && (
          <ButtonLink href="/lessons/new" look="primary">
            {t('lessons.new')}
          </ButtonLink>
        )}
      </div>
      <LessonFilters value={filters} onChange={change} />
      {isDay && (
        <p>
          <Button size="small" onClick={() => change({ day: '' })}>
            {t('lessons.back_to_today')}
          </Button>
        </p>
      )}
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !isThere && <Skeleton rows={6} />}
      {isNone && <Nothing isFiltered={isFiltered} staff={staff} onClear={() => setSearch({})} />}
      {isThere && !isNone && (
        <Sides later={later} earlier={earlier} day={isDay ? first.toISOString() : ''} />
      )}
    </>
  );
}

function Nothing(props: { isFiltered: boolean; staff: boolean; onClear: () => void }) {
  if (props.isFiltered) {
    return (
      <EmptyState drawing="board" title={t('lessons.none_found')} text={t('lessons.none_text')}>
        <Button onClick={props.onClear}>{t('lessons.show_all')}</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState drawing="board" title={t('lessons.empty')} text={t('lessons.empty_text')}>
      {props.staff && (
        <ButtonLink href="/lessons/new" look="primary">
          {t('lessons.new')}
        </ButtonLink>
      )}
    </EmptyState>
  );
}

function Sides({ later, earlier, day }: { later: Side; earlier: Side; day: string }) {
  const from = day ? t('lessons.from', { day: longDay(day) }) : t('lessons.from_today');
  const before = day ? t('lessons.before', { day: longDay(day) }) : t('lessons.before_today');
  return (
    <>
      <section class={css.side}>
        <div class={css.sideHead}>
          <h2>{from}</h2>
          {/* Past many pages to come one would not find what was. */}
          {later.items.length > 3 && earlier.items.length > 0 && <a href="#earlier">{before}</a>}
        </div>
        {!later.items.length && <p class={css.sub}>{t('lessons.none_from')}</p>}
        <Days lessons={later.items} />
        <More list={later} text={t('lessons.more_later')} />
      </section>
      {earlier.items.length > 0 && (
        <section class={css.side} id="earlier">
          <div class={css.sideHead}>
            <h2>{before}</h2>
          </div>
          <Days lessons={earlier.items} />
          <More list={earlier} text={t('lessons.more_earlier')} />
        </section>
      )}
    </>
  );
}
