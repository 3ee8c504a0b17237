import { t } from '~/lib/i18n.ts';
import type { Replay } from './use_replay.ts';

/** What stands over the picture while it cannot be seen. */
export function note(
  replay: Pick<Replay, 'state'>,
  { hasPicture, hasParts }: { hasPicture: boolean; hasParts: boolean },
): string | null {
  if (replay.state === 'no_picture') {
    if (!hasPicture && hasParts) return t('replay.plays_edition');
    return t(hasPicture ? 'replay.unsupported' : 'replay.no_picture');
  }
  if (replay.state === 'lost') return t('replay.lost');
  if (replay.state === 'ready') return null;
  return t(replay.state === 'waiting' ? 'replay.waiting' : 'core.loading');
}

/** Whether what is pressed there is meant for a field. */
export function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (/^(SELECT|TEXTAREA)$/.test(target.tagName) ||
      (target instanceof HTMLInputElement && target.type !== 'range'))
  );
}
