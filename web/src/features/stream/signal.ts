// How well a teacher's picture arrives, in words.
import type { StreamStats } from '~/api/shapes.ts';

export type Health = 'good' | 'no_video' | 'no_audio' | 'slow' | 'silent';

/** Fewer pictures a second look like a slide show. */
const FPS_LEAST = 12;

export function healthOf(signal: StreamStats): Health {
  if (signal.kbps === 0) return 'silent';
  if (!signal.video_codec) return 'no_video';
  if (!signal.audio_codec) return 'no_audio';
  return signal.fps > 0 && signal.fps < FPS_LEAST ? 'slow' : 'good';
}

/** Its size, pictures a second, and bits a second. */
export function signalFacts({ width, height, fps, kbps }: StreamStats): string[] {
  const facts = [];
  if (width && height) facts.push(`${width}×${height}`);
  if (fps) facts.push(`${Math.round(fps)} fps`);
  if (kbps) facts.push(kbps >= 1000 ? `${(kbps / 1000).toFixed(1)} Mbit/s` : `${kbps} kbit/s`);
  return facts;
}
