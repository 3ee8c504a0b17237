import { useEffect, useState } from 'preact/hooks';
import { t } from '~/lib/i18n.ts';
import { Button } from '~/ui/Button.tsx';

/** A phone's own player, where a page may not fill the screen. */
type OwnPlayer = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

/** Sound off and on, and the picture on the whole screen. */
export function StageKeys({ video }: { video: HTMLVideoElement }) {
  const [isMuted, setMuted] = useState(video.muted);
  useEffect(() => {
    const look = () => setMuted(video.muted);
    look();
    video.addEventListener('volumechange', look);
    return () => video.removeEventListener('volumechange', look);
  }, [video]);
  const fill = () => {
    const stage = video.parentElement;
    if (document.fullscreenElement) void document.exitFullscreen();
    else if (stage?.requestFullscreen) stage.requestFullscreen().catch(() => {});
    else (video as OwnPlayer).webkitEnterFullscreen?.();
  };
  return (
    <>
      <Button
        size="small"
        look="quiet"
        aria-pressed={isMuted}
        onClick={() => {
          video.muted = !video.muted;
        }}
      >
        {isMuted ? t('room.sound_on') : t('room.sound_off')}
      </Button>
      <Button size="small" look="quiet" onClick={fill}>
        {t('room.full_screen')}
      </Button>
    </>
  );
}
