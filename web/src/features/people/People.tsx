import { useInfiniteQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { RoleName } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { useOrganisations } from '~/lib/server_state.ts';
import { isAdministrator, me } from '~/lib/session.ts';
import { useSettled } from '~/lib/settled.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { CopyField } from '~/ui/CopyField.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import { Field, Select } from '~/ui/Field.tsx';
import { More } from '~/ui/More.tsx';
import css from '~/ui/Page.module.css';
import { toast } from '~/ui/Toast.tsx';
import { useFound } from '~/ui/use_found.ts';
import { AddClass } from './AddClass.tsx';
import { AddPerson } from './AddPerson.tsx';
import { PersonRow } from './PersonRow.tsx';
import { ROLES } from './roles.ts';

const STATES = ['active', 'stopped', 'all'] as const;
const NO_FILTER = { school: '', q: '', role: '', class: '', state: 'active' as State };
type State = (typeof STATES)[number];

/** A school's people, found by name, role and class. */
export function People(_: { params: Record<string, string> }) {
  usePage(t('people.title'));
  const queries = useQueryClient();
  const [filter, setFilter] = useState(NO_FILTER);
  const [isAdding, setAdding] = useState<'person' | 'class' | null>(null);
  const [made, setMade] = useState<{ name: string; password: string } | null>(null);
  const places = useOrganisations();
  const schools = places.data?.schools ?? [];
  const school = schools.find((one) => one.id === filter.school) ?? schools[0];
  const { role } = filter;
  const q = useSettled(filter.q.trim());
  const people = useInfiniteQuery({
    queryKey: ['people', school?.id, q, role, filter.class, filter.state],
    enabled: Boolean(school),
    initialPageParam: '',
    queryFn: ({ pageParam }) =>
      call('GET /api/schools/{school}/people', {
        path: { school: school?.id ?? '' },
        query: {
          limit: 50,
          state: filter.state,
          ...(q && { q }),
          ...(role && { role: role as RoleName }),
          ...(filter.class && { class: filter.class }),
          ...(pageParam && { cursor: pageParam }),
        },
      }),
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const items = people.data?.pages.flatMap((page) => page.items) ?? [];
  const isNarrowed = Boolean(q || role || filter.class);
  useFound({
    count: isNarrowed && people.isSuccess ? items.length : null,
    hasMore: people.hasNextPage,
  });
  const isAdmin = Boolean(me.value && isAdministrator(me.value));
  const change = (part: Partial<typeof filter>) => setFilter({ ...filter, ...part });
  const emptyText = t(q && filter.state === 'active' ? 'people.empty_active' : 'people.empty_text');
  const failed = places.isError ? places : people.isError ? people : null;
  const added = (name: string, password: string) => {
    setAdding(null);
    if (password) setMade({ name, password });
    else toast(t('people.added', { name }));
    void queries.invalidateQueries({ queryKey: ['people'] });
  };
  const addedClass = (name: string) => {
    setAdding(null);
    toast(t('people.class_added', { name }));
    void queries.invalidateQueries({ queryKey: ['organisations'] });
  };
  return (
    <>
      <div class={css.head}>
        <h1>{t('people.title')}</h1>
        {isAdmin && <ButtonLink href="/people/import">{t('people.import')}</ButtonLink>}
        {isAdmin && (
          <Button disabled={!school} onClick={() => setAdding('class')}>
            {t('people.new_class')}
          </Button>
        )}
        {isAdmin && (
          <Button look="primary" data-add disabled={!school} onClick={() => setAdding('person')}>
            {t('people.add')}
          </Button>
        )}
      </div>
      <search class={css.filters}>
        <Field
          label={t('people.search')}
          type="search"
          value={filter.q}
          onValue={(q) => change({ q })}
        />
        {schools.length > 1 && (
          <Select
            label={t('people.school')}
            value={school?.id ?? ''}
            onValue={(id) => change({ school: id, class: '' })}
            options={schools.map((one) => ({ value: one.id, text: one.name }))}
          />
        )}
        <Select
          label={t('people.role')}
          value={role}
          onValue={(role) => change({ role })}
          options={[
            { value: '', text: t('people.any_role') },
            ...ROLES.map((value) => ({ value, text: t(`core.${value}`) })),
          ]}
        />
        <Select
          label={t('people.class')}
          value={filter.class}
          onValue={(id) => change({ class: id })}
          options={[
            { value: '', text: t('people.any_class') },
            ...(school?.classes ?? []).map((one) => ({
              value: one.id,
              text: `${one.name} (${one.learners})`,
            })),
          ]}
        />
        <Select
          label={t('people.state')}
          value={filter.state}
          onValue={(state) => change({ state: state as State })}
          options={STATES.map((value) => ({ value, text: t(`people.state_${value}`) }))}
        />
      </search>
      {failed && <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && people.isPending && <Skeleton rows={6} />}
      {people.isSuccess && !items.length && (
        <EmptyState drawing="people" title={t('people.empty')} text={emptyText} />
      )}
      {school && items.length > 0 && (
        <ul class={css.list}>
          {items.map((one) => (
            <PersonRow key={one.id} person={one} school={school} isAdmin={isAdmin} />
          ))}
        </ul>
      )}
      <More list={people} />
      {made && (
        <Dialog title={t('people.added', { name: made.name })} onClose={() => setMade(null)}>
          <CopyField
            label={t('people.new_password')}
            value={made.password}
            hint={t('people.once')}
          />
        </Dialog>
      )}
      {isAdding === 'person' && school && (
        <AddPerson school={school} onAdded={added} onClose={() => setAdding(null)} />
      )}
      {isAdding === 'class' && school && (
        <AddClass school={school} onAdded={addedClass} onClose={() => setAdding(null)} />
      )}
    </>
  );
}
