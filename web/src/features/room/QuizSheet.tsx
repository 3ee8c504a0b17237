import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { IconButton } from '~/ui/Button.tsx';
import { ChevronDown, ChevronUp } from '~/ui/icon.tsx';
import { ActivityCard, kindText } from './ActivityCard.tsx';
import sheet from './quiz_sheet.module.css';
import type { RoomStore } from './store.ts';
import type { ActivityView } from './wire.ts';

/** What is asked rises over the room; it can be lowered to a bar, and never gets lost. */
export function QuizSheet({ store, one }: { store: RoomStore; one: ActivityView }) {
  const [isLow, setLow] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!isLow) heading.current?.focus({ preventScroll: true });
  }, [isLow]);
  // What lies wholly beneath the sheet cannot be reached until it is lowered.
  useEffect(() => {
    const below = isLow ? null : box.current?.nextElementSibling;
    below?.toggleAttribute('inert', true);
    return () => below?.toggleAttribute('inert', false);
  }, [isLow]);
  const done = one.kind === 'poll' ? one.voted : one.mine !== undefined;
  const title = t('room.sheet_title', { kind: kindText(one) });
  if (isLow) {
    return (
      <button type="button" class={sheet.bar} onClick={() => setLow(false)}>
        <span>{title}</span>
        <span>{done ? t('room.submitted') : t('room.not_answered')}</span>
        <ChevronUp size={22} aria-hidden />
      </button>
    );
  }
  return (
    <div
      ref={box}
      class={sheet.sheet}
      role="dialog"
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') setLow(true);
      }}
    >
      <header>
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <IconButton label={t('room.lower_sheet')} onClick={() => setLow(true)}>
          <ChevronDown size={22} />
        </IconButton>
      </header>
      <ActivityCard store={store} one={one} />
      {store.link.value.state !== 'online' && store.waiting.value > 0 && (
        <p role="status">{t('room.waiting_to_send', { count: store.waiting.value })}</p>
      )}
    </div>
  );
}
