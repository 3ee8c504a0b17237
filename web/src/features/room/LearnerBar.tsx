import { useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import css from './room.module.css';
import type { RoomStore } from './store.ts';

/** Characters of a comment, as the server counts them. */
const LENGTH_MAX = 30;

/** Danmaku input and, for learners, the raised hand. */
export function LearnerBar({ store }: { store: RoomStore }) {
  const [text, setText] = useState('');
  const { danmaku, muted, hands, me, state } = store.model.value;
  const place = hands.findIndex((hand) => hand.person === me?.person);
  const isOpen = state === 'open';
  const length = [...text.trim()].length;
  const isLong = length > LENGTH_MAX;
  const isOnline = store.link.value.state === 'online';
  const hint = muted ? t('room.muted') : danmaku.on ? t('room.say') : t('room.danmaku_off');
  return (
    <form
      class={css.bottom}
      onSubmit={(event) => {
        event.preventDefault();
        if (!text.trim() || isLong || !isOnline) return;
        store.send({ type: 'send_danmaku', text: text.trim() });
        setText('');
      }}
    >
      <input
        value={text}
        aria-invalid={isLong}
        placeholder={hint}
        aria-label={t('room.say')}
        disabled={!isOpen || muted || !danmaku.on}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {length > LENGTH_MAX - 10 && (
        <span class={`${css.length} figures`} data-over={isLong || undefined} role="status">
          {length}/{LENGTH_MAX}
        </span>
      )}
      <Button type="submit" disabled={!text.trim() || isLong || !isOnline || !isOpen}>
        {t('room.send')}
      </Button>
      {me?.role === 'learner' && (
        <Button
          look={place < 0 ? 'plain' : 'primary'}
          aria-pressed={place >= 0}
          disabled={!isOpen}
          onClick={() => store.send({ type: place < 0 ? 'raise_hand' : 'lower_hand' })}
        >
          {place < 0 ? t('room.raise_hand') : t('room.hand_place', { place: place + 1 })}
        </Button>
      )}
    </form>
  );
}
