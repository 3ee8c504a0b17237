import { useEffect, useState } from 'preact/hooks';
import { call } from '~/api/call.ts';
import { problemText } from '~/api/problem.ts';
import type { EditionPart, LessonEdition } from '~/api/shapes.ts';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { ErrorState } from '~/ui/EmptyState.tsx';
import { Told } from '~/ui/Live.tsx';
import { wantedMs } from '../editions/in_step.ts';
import { after } from '../editions/parts.ts';
import { creditText, partText } from '../editions/words.ts';
import { isSame } from '../slides/deck.ts';
import { push } from './RunDown.tsx';
import css from './run_down.module.css';
import type { RoomStore } from './store.ts';
import { useAsk } from './use_ask.ts';
import { useEvery } from './use_every.ts';
import type { PartNow, Question, Surface } from './wire.ts';

/** The parts of what a lesson plays, in order: the teacher shows one after another. */
export function Parts({ store }: { store: RoomStore }) {
  const [edition, setEdition] = useState<LessonEdition | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    setError(null);
    const path = { id: store.lesson.id };
    call('GET /api/lessons/{id}/edition', { path }).then(setEdition, setError);
  }, [store, tries]);
  const { part, state } = store.model.value;
  if (error) return <ErrorState error={error} onRetry={() => setTries(tries + 1)} />;
  if (!edition) return <Skeleton rows={2} />;
  const next = after(edition.parts, part?.part ?? null);
  return (
    <section aria-label={edition.title} class={css.parts}>
      <h2>{edition.title}</h2>
      <p class={css.meta}>{creditText(edition.credit)}</p>
      <ol>
        {edition.parts.map((one, n) => (
          <Row
            key={one.part}
            store={store}
            edition={edition.edition}
            one={one}
            place={n}
            now={one.part === part?.part ? part : undefined}
            isNext={one.part === next?.part}
            isOpen={state === 'open'}
          />
        ))}
      </ol>
    </section>
  );
}

interface RowProps {
  store: RoomStore;
  edition: string;
  one: EditionPart;
  place: number;
  /** How it stands, while it is shown. */
  now: PartNow | undefined;
  isNext: boolean;
  isOpen: boolean;
}

function Row({ store, edition, one, place, now, isNext, isOpen }: RowProps) {
  const { isBusy, failure, ask } = useAsk(store);
  const { part } = one;
  const play = async (at_ms: number) => {
    if (!(await ask({ type: 'play_part', edition, part, at_ms }))) return;
    if (one.kind === 'question') await ask(push(one.question as Question, one.limit_ms));
    const surface: Surface =
      one.kind === 'slide' ? { kind: 'slide', deck: one.deck, page: one.page } : { kind: 'none' };
    // What lies on the stage from before would hide the part.
    if (!isSame(surface, store.model.peek().surface)) await ask({ type: 'turn_page', surface });
  };
  const name = `${place + 1} · ${t(`editions.kind_${one.kind}`)}`;
  const isAgain = now !== undefined;
  return (
    <li class={css.waiting} data-next={isNext || isAgain || undefined}>
      <p class={css.meta}>
        {name}
        {now && one.kind === 'passage' && <Position store={store} now={now} one={one} />}
      </p>
      <p class={css.stem}>{partText(one)}</p>
      <div class={css.push}>
        {now && one.kind === 'passage' && (
          <Button
            size="small"
            disabled={!isOpen}
            busy={isBusy}
            onClick={() => {
              const at = wantedMs(now, one.to_ms, store.nowMs() ?? now.since_ms).ms;
              void (now.held
                ? play(now.from_ms)
                : ask({ type: 'hold_part', at_ms: Math.round(at) }));
            }}
          >
            {t(now.held ? 'editions.go_on' : 'editions.hold')}
          </Button>
        )}
        <Button
          size="small"
          look={isNext ? 'primary' : 'quiet'}
          disabled={!isOpen}
          busy={isBusy}
          aria-label={`${t(isAgain ? 'editions.show_again' : 'editions.show')} · ${name}`}
          onClick={() => void play(one.kind === 'passage' ? one.from_ms : 0)}
        >
          {t(isAgain ? 'editions.show_again' : 'editions.show')}
        </Button>
      </div>
      {Boolean(failure) && <Told class={css.failure}>{problemText(failure)}</Told>}
    </li>
  );
}

interface PositionProps {
  store: RoomStore;
  now: PartNow;
  one: Extract<EditionPart, { kind: 'passage' }>;
}

function Position({ store, now, one }: PositionProps) {
  useEvery(1000);
  const { ms } = wantedMs(now, one.to_ms, store.nowMs() ?? now.since_ms);
  const values = { at: clockText(ms - one.from_ms), all: clockText(one.to_ms - one.from_ms) };
  return <time class="figures">{t('editions.position_of', values)}</time>;
}
