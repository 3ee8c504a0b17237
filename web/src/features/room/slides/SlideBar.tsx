import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { loadTexts, t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Board, Camera, ChevronLeft, ChevronRight, Follow, Presentation } from '~/ui/icons_ink.tsx';
import { type LessonDeck, pageOf, type Surface, slidesOf } from '../../slides/deck.ts';
import type { RoomStore } from '../store.ts';
import { useLater } from '../use_later.ts';
import { type Desk, deskOf } from './desk.ts';
import { turnOf } from './keys.ts';
import css from './slide_bar.module.css';

/** Which page it is, of how many: "12.3/36", or which board. */
export function placeText(decks: readonly LessonDeck[], at: Surface): string {
  if (at.kind === 'board') return t('slides.board', { number: at.board });
  if (at.kind === 'none') return t('slides.only_picture');
  const deck = decks.find((one) => one.id === at.deck);
  const page = pageOf(decks, at);
  return deck && page ? `${page.label}/${slidesOf(deck)}` : '…';
}

/** Below the stage: where one is among the pages, and for who may write, what he writes with. */
export default function SlideBar({ store }: { store: RoomStore }) {
  const desk = deskOf(store);
  const { show } = desk;
  const isStaff = store.model.value.me?.role === 'staff';
  useTurningKeys(desk, isStaff);
  const surface = show.surface.value;
  const decks = show.decks.value ?? [];
  const isClass = surface.kind !== 'none';
  const hasPages = decks.some((one) => one.pages.length > 0);
  if (!isStaff && !isClass && !hasPages) return null;
  return (
    <div class={css.stack} data-staff={isStaff || undefined}>
      {isClass && desk.mayWrite.value && !show.isAstray.value && (
        <Tools desk={desk} store={store} isStaff={isStaff} />
      )}
      <Turning desk={desk} store={store} />
    </div>
  );
}

/** Turns pages: for who teaches with the whole class, else for oneself. */
export function Turning({ desk, store }: { desk: Desk; store: RoomStore }) {
  const { show } = desk;
  const { me, state } = store.model.value;
  const isStaff = me?.role === 'staff';
  const surface = show.surface.value;
  const decks = show.decks.value ?? [];
  const mayTurn = !isStaff || state === 'open';
  // Who looks at another page than the class does not look at this moment.
  const isWithClass = surface.kind !== 'none' && !show.isAstray.value;
  const maySetMarks = me?.role === 'learner' && state === 'open' && isWithClass;
  return (
    <div class={css.bar} role="toolbar" aria-label={t('slides.bar')}>
      <Key
        label={t('slides.back')}
        disabled={!show.beside(-1) || !mayTurn}
        onClick={() => show.step(-1)}
      >
        <ChevronLeft size={22} />
      </Key>
      <span class={`${css.place} figures`}>{placeText(decks, surface)}</span>
      <Key
        label={t('slides.next')}
        disabled={!show.beside(1) || !mayTurn}
        onClick={() => show.step(1)}
      >
        <ChevronRight size={22} />
      </Key>
      {show.isAstray.value && (
        <Button size="small" look="primary" onClick={() => show.follow()}>
          <Follow size={18} />{' '}
          {t('slides.follow', { place: placeText(decks, show.looking.value.with) })}
        </Button>
      )}
      <span class={css.end}>
        {isStaff && <Staged desk={desk} isOpen={mayTurn} />}
        {maySetMarks && <Marks store={store} />}
        {surface.kind !== 'none' && store.isOnAir.value && (
          <Key
            label={t(show.showsTile.value ? 'slides.hide_tile' : 'slides.show_tile')}
            isOff={!show.showsTile.value}
            onClick={() => {
              show.showsTile.value = !show.showsTile.value;
              show.isSwapped.value = false;
            }}
          >
            <Camera size={20} />
          </Key>
        )}
      </span>
    </div>
  );
}

/** A learner's own marks come after everything else. */
function Marks({ store }: { store: RoomStore }) {
  const part = useLater(() =>
    Promise.all([import('./MarkKeys.tsx'), loadTexts('notes')]).then(([found]) => found),
  );
  return part ? <part.MarkKeys store={store} /> : null;
}

/** What a teacher puts on the stage besides pages. */
function Staged({ desk, isOpen }: { desk: Desk; isOpen: boolean }) {
  const { show } = desk;
  const isNothing = show.surface.value.kind === 'none';
  return (
    <>
      <Key
        label={t('slides.new_board')}
        disabled={!isOpen}
        onClick={() => show.turn(desk.newBoard())}
      >
        <Board size={20} />
      </Key>
      <Key
        label={t('slides.only_picture')}
        isOn={isNothing}
        disabled={!isOpen || (isNothing && !show.beside(1))}
        onClick={() => show.toggleNothing()}
      >
        <Presentation size={20} />
      </Key>
    </>
  );
}

function Tools(props: { desk: Desk; store: RoomStore; isStaff: boolean }) {
  const { desk, store, isStaff } = props;
  const surface = desk.show.surface.value;
  const place = placeText(desk.show.decks.value ?? [], surface).replace('/', '-');
  // Few of a class write.
  const parts = useLater(() => Promise.all([import('../../ink/InkTools.tsx'), loadTexts('ink')]));
  const part = parts?.[0];
  if (!part) return <div class={css.toolsPlace} />;
  return (
    <part.InkTools
      change={desk.boardChange.value}
      board={desk.board}
      isBoard={surface.kind === 'board'}
      name={`${store.lesson.title} ${place}`}
      lesson={isStaff ? store.lesson.id : undefined}
      mayClear={isStaff}
      nameOf={(person) => desk.nameOf(person)}
    />
  );
}

function useTurningKeys(desk: Desk, isStaff: boolean) {
  const isOn = useRef(isStaff);
  isOn.current = isStaff;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const turn = isOn.current ? turnOf(event) : null;
      if (!turn) return;
      event.preventDefault();
      if (turn === 'nothing') desk.show.toggleNothing();
      else desk.show.step(turn === 'next' ? 1 : -1);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [desk]);
}

interface KeyProps {
  label: string;
  disabled?: boolean;
  isOff?: boolean;
  isOn?: boolean;
  onClick: () => void;
  children: ComponentChildren;
}

function Key({ label, disabled, isOff, isOn, onClick, children }: KeyProps) {
  return (
    <button
      type="button"
      class={css.key}
      data-off={isOff || undefined}
      aria-label={label}
      title={label}
      disabled={disabled}
      {...(isOn !== undefined && { 'aria-pressed': isOn })}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
