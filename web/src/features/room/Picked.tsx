import { t } from '~/lib/i18n.ts';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import { useEvery } from './use_every.ts';

const SHOWN_MS = 20_000;

/** Whom the teacher called on, for a while; the one called is told so. */
export function Picked({ store }: { store: RoomStore }) {
  useEvery(1000);
  const { picks, names, me } = store.model.value;
  const last = picks[picks.length - 1];
  const now = store.nowMs();
  if (!last || now === null || now - last.at_ms > SHOWN_MS) return null;
  const isOwn = last.person === me?.person;
  const name = names[last.person];
  // Learners know the names of those who have spoken only.
  if (!isOwn && !name) return null;
  return (
    <p class={css.picked} data-own={isOwn || undefined} role="status">
      {isOwn ? t('room.picked_you') : t('room.picked', { name: name ?? '' })}
    </p>
  );
}
