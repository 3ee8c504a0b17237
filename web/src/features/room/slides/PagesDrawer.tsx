import { useEffect, useRef } from 'preact/hooks';
import { problemText } from '~/api/problem.ts';
import type { PreparedQuestion } from '~/api/shapes.ts';
import { t } from '~/lib/i18n.ts';
import { Button, ButtonLink } from '~/ui/Button.tsx';
import { Skeleton } from '~/ui/bits.tsx';
import { Told } from '~/ui/Live.tsx';
import { allPages, type DeckPage, isSame, pageOf, type Surface } from '../../slides/deck.ts';
import { type Placed, runDownOf, type Step } from '../../slides/order.ts';
import { Thumbnail } from '../../slides/Thumbnail.tsx';
import { preparedOf } from '../prepared.ts';
import { push } from '../RunDown.tsx';
import { isWaiting } from '../run_down.ts';
import type { RoomStore } from '../store.ts';
import { useAsk } from '../use_ask.ts';
import { type Desk, deskOf } from './desk.ts';
import css from './pages_drawer.module.css';
import { Turning } from './SlideBar.tsx';

type Question = PreparedQuestion & Placed;

/** The lesson's run-down as the teacher drives it: pages, and between them what was prepared. */
export default function PagesDrawer({ store }: { store: RoomStore }) {
  const desk = deskOf(store);
  const { show } = desk;
  const decks = show.decks.value;
  const current = show.surface.value;
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const lit = list.current?.querySelector<HTMLElement>('[aria-current]');
    const box = list.current;
    if (!lit || !box) return;
    box.scrollTo({
      top: lit.offsetTop - box.clientHeight / 3,
      left: lit.offsetLeft - box.clientWidth / 3,
    });
  }, [current, decks]);
  if (!decks) return <Skeleton rows={3} height={120} />;
  const boards = desk.boards.value;
  const asked = (preparedOf(store).questions.value ?? []) as Question[];
  // Questions that stand nowhere among the pages have their place in the column of questions.
  const placed = asked.filter((one) => one.after);
  const steps = runDownOf(decks, placed);
  return (
    <section class={css.drawer} aria-label={t('slides.run_down')}>
      <div class={css.nav}>
        <Turning desk={desk} store={store} />
      </div>
      <ol class={css.list} ref={list} data-scrolls>
        {steps.map((step) => (
          <li key={step.key}>
            {step.kind === 'page' ? (
              <PageKey desk={desk} store={store} step={step} />
            ) : (
              <Prepared store={store} one={step.question} />
            )}
          </li>
        ))}
        {boards.map((number) => {
          const board: Surface = { kind: 'board', board: number };
          return (
            <li key={`board/${number}`}>
              <button
                type="button"
                class={css.board}
                aria-current={isSame(board, current) || undefined}
                disabled={store.model.value.state !== 'open'}
                onClick={() => show.turn(board)}
              >
                {t('slides.board', { number })}
              </button>
            </li>
          );
        })}
      </ol>
      {steps.length === 0 && (
        <div class={css.none}>
          <p>{t('slides.none')}</p>
          <ButtonLink href={`/lessons/${store.lesson.id}/prepare`} size="small">
            {t('slides.to_prepare')}
          </ButtonLink>
        </div>
      )}
      <Notes desk={desk} />
    </section>
  );
}

function PageKey(props: {
  desk: Desk;
  store: RoomStore;
  step: Extract<Step<Question>, { kind: 'page' }>;
}) {
  const { desk, store, step } = props;
  const page = step.deck.pages[step.at] as DeckPage;
  const isCurrent = isSame(step.surface, desk.show.surface.value);
  const name = t('slides.page_named', { label: page.label, title: page.title ?? '' });
  return (
    <button
      type="button"
      class={css.page}
      aria-current={isCurrent || undefined}
      aria-label={name}
      title={page.title ?? name}
      disabled={store.model.value.state !== 'open'}
      onClick={() => desk.show.turn(step.surface)}
    >
      <span class="figures">{page.label}</span>
      <Thumbnail addresses={desk.show.addresses.value} deck={step.deck.id} page={page} />
    </button>
  );
}

function Prepared({ store, one }: { store: RoomStore; one: Question }) {
  const { activities, state } = store.model.value;
  const { isBusy, failure, ask } = useAsk(store);
  const { prompt } = one.question;
  const waits = isWaiting(one, activities);
  return (
    <div class={css.question}>
      <p>{prompt.stem}</p>
      <Button
        size="small"
        look={waits ? 'primary' : 'plain'}
        busy={isBusy}
        disabled={state !== 'open'}
        aria-label={`${t('room.push')} · ${prompt.stem}`}
        onClick={() => void ask(push(one.question, one.limit_ms))}
      >
        {t(isBusy ? 'room.sending' : waits ? 'room.push' : 'slides.push_again')}
      </Button>
      {Boolean(failure) && <Told class={css.failure}>{problemText(failure)}</Told>}
    </div>
  );
}

/** What the teacher alone reads: the notes of this page, and the page that comes next. */
function Notes({ desk }: { desk: Desk }) {
  const { show } = desk;
  const decks = show.decks.value ?? [];
  const page = show.page.value;
  const all = allPages(decks);
  const at = all.findIndex((one) => isSame(one, show.surface.value));
  const next = at >= 0 ? all[at + 1] : undefined;
  const nextPage = next ? pageOf(decks, next) : undefined;
  if (!page) return null;
  return (
    <div class={css.notes}>
      {nextPage && next?.kind === 'slide' && (
        <figure>
          <Thumbnail addresses={show.addresses.value} deck={next.deck} page={nextPage} />
          <figcaption>{t('slides.next_is', { label: nextPage.label })}</figcaption>
        </figure>
      )}
      <h2>{t('slides.notes')}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling box needs the keyboard. */}
      <p tabIndex={0}>{page.notes || t('slides.no_notes')}</p>
    </div>
  );
}
