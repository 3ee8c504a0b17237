import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { clockText } from '~/lib/clock.ts';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { ChevronDown, ChevronUp, Cross } from '~/ui/icon.tsx';
import { ActivityCard } from './ActivityCard.tsx';
import sheet from './quiz_sheet.module.css';
import { kindText } from './results.tsx';
import type { RoomStore } from './store.ts';
import { useLeft } from './use_left.ts';
import type { ActivityView } from './wire.ts';

const REACHABLE = 'button:not(:disabled),input:not(:disabled),[tabindex]';

/** Tab goes round inside the sheet; Escape lowers it. */
function keepInside(event: KeyboardEvent, box: HTMLElement | null) {
  if (event.key !== 'Tab' || !box) return;
  const all = [...box.querySelectorAll<HTMLElement>(REACHABLE)].filter((one) => one.tabIndex >= 0);
  const first = all[0];
  const last = all[all.length - 1];
  const active = document.activeElement;
  const isAtEnd = event.shiftKey
    ? active === first || !all.includes(active as HTMLElement)
    : active === last;
  if (!isAtEnd) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}

/** Gives the focus back, unless it has a new place already. */
function giveBack(to: HTMLElement) {
  if (document.activeElement === document.body) to.focus({ preventScroll: true });
}

/** What is asked rises over the room; it can be lowered to a bar, and never gets lost. */
export function QuizSheet({ store, one }: { store: RoomStore; one: ActivityView }) {
  const [isLow, setLow] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLButtonElement>(null);
  // The focus goes back to where it was, so that a half-typed comment goes on.
  useEffect(() => {
    const before = document.activeElement;
    return () => {
      if (before instanceof HTMLElement) setTimeout(() => giveBack(before));
    };
  }, []);
  useEffect(() => {
    if (isLow) bar.current?.focus({ preventScroll: true });
    else heading.current?.focus({ preventScroll: true });
  }, [isLow]);
  // What lies wholly beneath the sheet cannot be reached until it is lowered.
  useEffect(() => {
    store.isCovered.value = !isLow && matchMedia('(max-width: 1023px)').matches;
    return () => {
      store.isCovered.value = false;
    };
  }, [store, isLow]);
  const title = t('room.sheet_title', { kind: kindText(one) });
  const away = () => (one.is_open ? setLow(true) : store.dismiss(one));
  if (isLow && one.is_open) {
    return (
      <Lowered store={store} one={one} title={title} bar={bar} onRaise={() => setLow(false)} />
    );
  }
  return (
    <div
      ref={box}
      class={sheet.sheet}
      role="dialog"
      aria-modal="true"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') away();
        keepInside(event, box.current);
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={t(one.is_open ? 'room.lower_sheet' : 'core.close')} onClick={away}>
          {one.is_open ? <ChevronDown size={22} /> : <Cross size={22} />}
        </IconButton>
      </header>
      <ActivityCard store={store} one={one} bare />
    </div>
  );
}

interface LoweredProps {
  store: RoomStore;
  one: ActivityView;
  title: string;
  bar: RefObject<HTMLButtonElement | null>;
  onRaise: () => void;
}

function Lowered({ store, one, title, bar, onRaise }: LoweredProps) {
  const left = useLeft(store, one);
  const done = one.kind === 'poll' ? one.voted : one.mine !== undefined;
  return (
    <button ref={bar} type="button" class={sheet.bar} onClick={onRaise}>
      <span>{title}</span>
      {left !== null && <time class="figures">{clockText(left)}</time>}
      <span>{done ? t('room.submitted') : t('room.not_answered')}</span>
      <ChevronUp size={22} aria-hidden />
    </button>
  );
}
