import { t } from '~/lib/i18n.ts';
import css from './room.module.css';
import type { RoomStore } from './store.ts';
import { useEvery } from './use_every.ts';

const SHOWN_MS = 30_000;

/** The latest announcement over the picture, for a while; it stays in the discussion. */
export function Announced({ store }: { store: RoomStore }) {
  useEvery(1000);
  const { announcements } = store.model.value;
  const last = announcements[announcements.length - 1];
  const now = store.nowMs();
  if (!last || now === null || now - last.at_ms > SHOWN_MS) return null;
  return (
    <p class={css.announced}>
      <b>{t('room.announcement')}</b> {last.text}
    </p>
  );
}
