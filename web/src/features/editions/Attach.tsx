import { useQuery, useQueryClient } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import type { Lesson } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Failure } from '~/ui/Failure.tsx';
import { Select } from '~/ui/Field.tsx';
import page from '~/ui/Page.module.css';
import { useAttempt } from '~/ui/use_attempt.ts';
import { isRecorded } from './form.ts';
import { lengthMs } from './parts.ts';
import { creditText } from './words.ts';

/** What a planned lesson is to play to its class. */
export function Attach({ lesson }: { lesson: Lesson }) {
  const path = { id: lesson.id };
  const queries = useQueryClient();
  // Who comes from an edition, by way of a new lesson, has chosen it.
  const [wished, setChosen] = useState(() => new URLSearchParams(location.search).get('edition'));
  const { isBusy, failure, attempt } = useAttempt();
  const isPlanned = lesson.state === 'planned';
  const own = useQuery({
    queryKey: ['editions', 'all'],
    queryFn: () => call('GET /api/editions', { query: { limit: 200 } }),
    enabled: isPlanned,
  });
  const played = useQuery({
    queryKey: ['lesson', lesson.id, 'edition'],
    queryFn: () => call('GET /api/lessons/{id}/edition', { path }),
    enabled: isRecorded(lesson),
    retry: false,
  });
  const items = own.data?.items ?? [];
  const chosen = items.find((one) => one.id === wished)?.id ?? '';
  const there = isRecorded(lesson) ? played.data : undefined;
  const again = async () => {
    // Its pages come along.
    void queries.invalidateQueries({ queryKey: ['decks', lesson.id] });
    await queries.invalidateQueries({ queryKey: ['lesson', lesson.id] });
  };
  const put = (edition: string) =>
    attempt(async () => {
      await call('PUT /api/lessons/{id}/edition', { path, body: { edition } });
      await again();
    });
  const take = () =>
    attempt(async () => {
      await call('DELETE /api/lessons/{id}/edition', { path });
      await again();
    });
  if (!there && (!isPlanned || !items.length)) return null;
  return (
    <section class={page.card} aria-label={t('editions.attach')}>
      <h2 class={page.name}>{t('editions.attach')}</h2>
      {there && (
        <div>
          <p>{there.title}</p>
          <p class={page.soft}>{creditText(there.credit)}</p>
          <p class={page.soft}>
            {t('editions.parts_of', {
              count: there.parts.length,
              length: clockText(lengthMs(there.parts)),
            })}
          </p>
        </div>
      )}
      {there && isPlanned && (
        <div class={page.actions}>
          <Button size="small" busy={isBusy} onClick={() => void put(there.edition)}>
            {t('editions.renew')}
          </Button>
          <ButtonLink size="small" href={`/editions/${there.edition}`}>
            {t('editions.edit')}
          </ButtonLink>
          <Button size="small" look="quiet" busy={isBusy} onClick={() => void take()}>
            {t('editions.detach')}
          </Button>
        </div>
      )}
      {!there && (
        <>
          <Select
            label={t('editions.choose')}
            hint={t('editions.attach_text')}
            value={chosen}
            onValue={setChosen}
            options={[
              { value: '', text: t('editions.none_chosen') },
              ...items.map((one) => ({ value: one.id, text: one.title })),
            ]}
          />
          <div>
            <Button disabled={!chosen} busy={isBusy} onClick={() => void put(chosen)}>
              {t('editions.attach_it')}
            </Button>
          </div>
        </>
      )}
      <Failure of={failure} />
    </section>
  );
}
