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
  const text = pickedText(last.person, me?.person, names);
  return text ? (
    <p class={css.picked} data-own={last.person === me?.person || undefined}>
      {text}
    </p>
  ) : null;
}

/** Who was called on, as one person is told it; null when the name is not known to him. */
export function pickedText(
  person: string,
  own: string | undefined,
  names: Record<string, string>,
): string | null {
  if (person === own) return t('room.picked_you');
  // Learners know the names of those who have spoken only.
  const name = names[person];
  return name ? t('room.picked', { name }) : null;
}
