import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { Problem } from '~/api/problem.ts';
import { t } from '~/lib/i18n.ts';
import { usePage } from '~/lib/page.ts';
import { me } from '~/lib/session.ts';
import { dayAndTime } from '~/lib/when.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Confirm } from '~/ui/Confirm.tsx';
import { EmptyState, ErrorState } from '~/ui/EmptyState.tsx';
import page from '~/ui/Page.module.css';
import { Imports } from './Imports.tsx';
import { PutPack } from './PutPack.tsx';
import { type PackImport, type ShelvedPack, sizeText } from './shapes.ts';

/** Packs from elsewhere that one's schools keep here. */
export function Shelf(_: { params: Record<string, string> }) {
  usePage(t('pack.shelf'));
  const schools = useQuery({
    queryKey: ['organisations'],
    queryFn: () => call('GET /api/organisations'),
  });
  const own = (me.value?.memberships ?? []).flatMap((one) => (one.school ? [one.school] : []));
  const known = schools.data?.schools ?? own;
  const shown = [...new Map(known.map((school) => [school.id, school])).values()];
  if (schools.error && own.length === 0) return <ErrorState error={schools.error} />;
  return (
    <>
      <div class={page.head}>
        <h1>{t('pack.shelf')}</h1>
      </div>
      <p class={page.sub}>{t('pack.shelf_what')}</p>
      {shown.map((school) => (
        <SchoolShelf key={school.id} school={school.id} name={school.name} />
      ))}
    </>
  );
}

const LOOK_EVERY_MS = 1500;

const isOnItsWay = (one: PackImport) => one.state === 'waiting' || one.state === 'importing';

function SchoolShelf({ school, name }: { school: string; name: string }) {
  const path = { school };
  const shelf = useQuery({
    queryKey: ['shelf', school],
    queryFn: () => call('GET /api/schools/{school}/packs', { path }),
    refetchInterval: (query) =>
      query.state.data?.imports.some(isOnItsWay) ? LOOK_EVERY_MS : false,
  });
  // One may know of a school without belonging to it.
  if (shelf.error instanceof Problem && shelf.error.status === 404) return null;
  if (shelf.error) return <ErrorState error={shelf.error} onRetry={() => void shelf.refetch()} />;
  if (!shelf.data) return <Skeleton rows={2} />;
  const { items, imports, may_put, room_bytes } = shelf.data;
  const onChange = () => shelf.refetch();
  return (
    <section class={page.group}>
      <h2>{name}</h2>
      {items.length === 0 && (
        <EmptyState drawing="cloud" title={t('pack.shelf_empty')} text={t('pack.shelf_hint')} />
      )}
      {items.length > 0 && (
        <div class={page.list}>
          {items.map((pack) => (
            <Row key={pack.id} pack={pack} mayPut={may_put} onChange={onChange} />
          ))}
        </div>
      )}
      {imports.length > 0 && <Imports imports={imports} onChange={onChange} />}
      {may_put && <PutPack school={school} roomBytes={room_bytes} onChange={onChange} />}
    </section>
  );
}

interface RowProps {
  pack: ShelvedPack;
  mayPut: boolean;
  onChange: () => Promise<unknown>;
}

function Row({ pack, mayPut, onChange }: RowProps) {
  const [isAsking, setAsking] = useState(false);
  const path = { id: pack.id };
  const remove = () => call('DELETE /api/packs/{id}', { path }).then(onChange);
  const answers = pack.answers ?? 0;
  return (
    <div class={page.item}>
      <div class={page.grow}>
        <p class={page.name}>{pack.title}</p>
        <p class={page.soft}>
          {[pack.class_name, sizeText(pack.size_bytes), dayAndTime(pack.put_at)].join(' · ')}
          {mayPut && ` · ${t('pack.shelf_answers', { count: answers })}`}
        </p>
      </div>
      <ButtonLink href={`/shelf/${pack.id}`}>{t('pack.open')}</ButtonLink>
      {mayPut && answers > 0 && (
        <a href={`/api/packs/${pack.id}/answers`} download>
          {t('pack.shelf_take')}
        </a>
      )}
      {mayPut && (
        <Button look="quiet" onClick={() => setAsking(true)}>
          {t('pack.shelf_remove')}
        </Button>
      )}
      {isAsking && (
        <Confirm title={t('pack.shelf_remove')} onConfirm={remove} onClose={() => setAsking(false)}>
          {t('pack.shelf_remove_text', { count: answers })}
        </Confirm>
      )}
    </div>
  );
}
