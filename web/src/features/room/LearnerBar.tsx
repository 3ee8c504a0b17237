import { t } from '~/lib/i18n.ts';
import { useSaid } from '~/ui/announce.ts';
import { Button, IconButton } from '~/ui/Button.tsx';
import { Cross } from '~/ui/icon.tsx';
import { Hand } from '~/ui/icons_room.tsx';
import { Told } from '~/ui/Live.tsx';
import css from './bar.module.css';
import type { RoomStore, Unsaid as Said } from './store.ts';
import { useEvery } from './use_every.ts';
import type { DanmakuRules } from './wire.ts';

/** Characters of a comment, as the server counts them. */
const LENGTH_MAX = 30;
/** From here on one is told how many are left. */
const LENGTH_NEAR = 20;

/** Danmaku input and, for learners, the raised hand. What is typed is never lost. */
export function LearnerBar({ store }: { store: RoomStore }) {
  const { danmaku, muted, hands, me, state } = store.model.value;
  const text = store.talk.value;
  const place = hands.findIndex((hand) => hand.person === me?.person);
  const placed = t('room.hand_place', { place: place + 1 });
  const isOpen = state === 'open';
  const length = [...text.trim()].length;
  const over = Math.max(0, length - LENGTH_MAX);
  // Once, not with each letter.
  useSaid(over > 0 ? t('room.too_long', { max: LENGTH_MAX }) : null);
  const isOnline = store.link.value.state === 'online';
  const maySay = isOpen && !muted && danmaku.on;
  const hint = hintOf(danmaku, muted);
  return (
    <div class={css.bar} inert={store.isCovered.value}>
      <Unsaid store={store} maySay={maySay && isOnline} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (length === 0 || over > 0 || !isOnline || !maySay) return;
          store.setTalk('');
          void store.say(text.trim());
        }}
      >
        <div class={css.field} data-near={length >= LENGTH_NEAR || undefined}>
          <input
            value={text}
            aria-invalid={over > 0}
            aria-describedby={length >= LENGTH_NEAR ? 'said-length' : undefined}
            placeholder={isOpen ? hint : t('room.say_later')}
            aria-label={t('room.say')}
            disabled={!maySay && text === ''}
            onInput={(event) => store.setTalk(event.currentTarget.value)}
          />
          {length >= LENGTH_NEAR && (
            <span id="said-length" class="figures" data-over={over > 0 || undefined}>
              {over > 0 ? t('room.over_by', { count: over }) : `${length}/${LENGTH_MAX}`}
            </span>
          )}
        </div>
        <span class={css.send} data-empty={length === 0 || undefined}>
          <Button type="submit" disabled={length === 0 || over > 0 || !isOnline || !maySay}>
            {t('room.send')}
          </Button>
        </span>
        {me?.role === 'learner' && (
          <button
            type="button"
            class={css.hand}
            data-raised={place >= 0 || undefined}
            aria-label={place < 0 ? undefined : `${placed} · ${t('room.lower')}`}
            disabled={!isOpen || (isOnline && store.pending.value.has('hand'))}
            onClick={() => store.send({ type: place < 0 ? 'raise_hand' : 'lower_hand' })}
          >
            <Hand size={20} />
            {place < 0 ? t('room.raise_hand') : placed}
          </button>
        )}
      </form>
    </div>
  );
}

function hintOf(rules: DanmakuRules, isMuted: boolean): string {
  if (isMuted) return t('room.muted');
  if (!rules.on) return t('room.danmaku_off');
  if (rules.slow_ms === 0) return t('room.say');
  return t('room.say_slow', { count: Math.round(rules.slow_ms / 1000) });
}

/** What did not get through stays here until it is sent again or given up. */
function Unsaid({ store, maySay }: { store: RoomStore; maySay: boolean }) {
  return (
    <>
      {store.unsaid.value.map((one, at) => (
        <div key={at} class={css.unsaid}>
          <Told>
            <b>{one.text}</b> {t('room.unsaid')} {one.why}
          </Told>
          <Again one={one} maySay={maySay} onAgain={() => void store.sayAgain(one)} />
          <IconButton label={t('room.give_up')} onClick={() => store.giveUp(one)}>
            <Cross size={18} />
          </IconButton>
        </div>
      ))}
    </>
  );
}

/** Counts down to when it may be sent again: until then it would only be refused again. */
function Again(props: { one: Said; maySay: boolean; onAgain: () => void }) {
  const { againMs } = props.one;
  useEvery(againMs === undefined ? 3_600_000 : 500);
  const left = Math.max(0, Math.ceil(((againMs ?? 0) - Date.now()) / 1000));
  return (
    <Button size="small" disabled={!props.maySay || left > 0} onClick={props.onAgain}>
      {t('room.say_again')}
      {left > 0 && <span class="figures"> {left}</span>}
    </Button>
  );
}
