import { loadTexts, t } from '~/lib/i18n.ts';
import { openOutbox } from '~/lib/outbox.ts';
import { signOut } from '~/lib/session.ts';
import { Confirm } from '~/ui/Confirm.tsx';
import { type Holdings, holdings, removeAll } from './kept.ts';
import { megabytes } from './plan.ts';

/** What would be lost by signing out here; null where that is nothing. */
export async function held(): Promise<Holdings | null> {
  await openOutbox().catch(() => {});
  const found = await holdings();
  if (found.lessons === 0 && found.waiting === 0) return null;
  await loadTexts('kept');
  return found;
}

export const takeAway = removeAll;

interface SignOutProps {
  held: Holdings;
  onDone: () => void;
  onClose: () => void;
}

/** Signing out takes away what this device keeps of a person, and says so before. */
export function SignOut({ held: { lessons, bytes, waiting }, onDone, onClose }: SignOutProps) {
  const leave = async () => {
    // Without a network one stays signed in, and nothing is taken away.
    await signOut(removeAll);
    onDone();
  };
  return (
    <Confirm title={t('core.sign_out')} onConfirm={leave} onClose={onClose}>
      {lessons > 0 && t('kept.sign_out', { count: lessons, size: megabytes(bytes) })}
      {waiting > 0 && <b> {t('kept.sign_out_unsent', { count: waiting })}</b>}
    </Confirm>
  );
}
