/** A phone's own player, where a page may not fill the screen. */
type OwnPlayer = HTMLVideoElement & { webkitEnterFullscreen?: () => void };

/** Fills the screen with a box and its picture, or gives it back. */
export function toggleFullScreen(box: HTMLElement | null, video: HTMLVideoElement | null): void {
  if (document.fullscreenElement) void document.exitFullscreen();
  else if (box?.requestFullscreen) box.requestFullscreen().catch(() => {});
  else (video as OwnPlayer | null)?.webkitEnterFullscreen?.();
}
