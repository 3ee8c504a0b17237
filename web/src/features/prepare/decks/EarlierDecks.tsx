import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import type { Lesson } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Dialog } from '~/ui/Dialog.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Failure } from '~/ui/Failure.tsx';
import css from '~/ui/Page.module.css';
import { attachDeck, ownDecks } from '../../slides/api.ts';
import type { Deck } from '../../slides/deck.ts';

interface EarlierProps {
  lesson: Lesson;
  /** What the lesson has already. */
  has: readonly Deck[];
  onDone: () => void;
  onClose: () => void;
}

/** Takes a deck that was made for another lesson. */
export function EarlierDecks({ lesson, has, onDone, onClose }: EarlierProps) {
  const [failure, setFailure] = useState<unknown>(null);
  const [busy, setBusy] = useState<string | null>(null);
  const school = lesson.school.id;
  const decks = useQuery({ queryKey: ['own_decks', school], queryFn: () => ownDecks(school) });
  const fit = (decks.data ?? []).filter(
    (one) => one.state === 'ready' && !has.some((other) => other.id === one.id),
  );
  const take = (id: string) => {
    setBusy(id);
    setFailure(null);
    attachDeck(lesson.id, id).then(
      () => {
        onDone();
        onClose();
      },
      (reason) => {
        setFailure(reason);
        setBusy(null);
      },
    );
  };
  return (
    <Dialog title={t('slides.earlier')} onClose={onClose}>
      <Failure of={failure} />
      {decks.isPending && <Skeleton rows={3} />}
      {decks.isError && <ErrorState error={decks.error} onRetry={() => void decks.refetch()} />}
      {decks.isSuccess && fit.length === 0 && <p class={css.soft}>{t('slides.no_earlier')}</p>}
      {fit.length > 0 && (
        <ul class={css.list}>
          {fit.map((one) => (
            <li key={one.id} class={css.item}>
              <div class={css.grow}>
                <p class={css.name}>{one.title}</p>
                <p class={css.soft}>{one.file_name}</p>
              </div>
              <Button
                size="small"
                busy={busy === one.id}
                aria-label={`${t('slides.take')} · ${one.title}`}
                onClick={() => take(one.id)}
              >
                {t('slides.take')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}
