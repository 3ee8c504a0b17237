import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';
import { Told } from '~/ui/Live.tsx';
import type { StageMember } from '../room/wire.ts';
import { Mic, Video } from './icons.tsx';
import { ownOf } from './own.ts';
import type { StageRoom } from './room.ts';
import css from './stage.module.css';

/** On a weak line the picture goes before the sound: offers that, and the way back. */
export function Weak({ room, member }: { room: StageRoom; member: StageMember }) {
  const own = ownOf(room);
  const isWeak = own.state.value.uplink === 'weak';
  if (isWeak && member.on.picture) {
    return (
      <div class={css.weak} data-weak>
        <Told>{t('stage.weak')}</Told>
        <Button size="small" onClick={() => void own.soundOnly()}>
          <Mic size={18} /> {t('stage.sound_only')}
        </Button>
      </div>
    );
  }
  if (!own.isSaving.value || member.on.picture) return null;
  return (
    <div class={css.weak} data-weak>
      <Told>{t('stage.weak_sound_only')}</Told>
      <Button size="small" onClick={() => void own.set('picture', true)}>
        <Video size={18} /> {t('stage.picture_again')}
      </Button>
    </div>
  );
}
