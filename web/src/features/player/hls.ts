// HLS by hls.js, fetched only by those who need it. No framework here.
import Hls from 'hls.js/light';

/** Two segments behind the edge: less than its own three, and still steady. */
const SEGMENTS_BEHIND = 2;
/** So far behind it jumps to the edge; below that it plays a little faster. */
const SEGMENTS_BEHIND_MAX = 6;
const CATCH_UP_RATE = 1.08;
/** Seconds kept of what has been seen. */
const KEPT_S = 30;

/** The signed part of a media address, which is renewed while a lesson goes on. */
const SIGNED = /\/media\/[^/]+\/[^/]+/;

export class HlsStream {
  #hls: Hls;
  #prefix: string;

  constructor(
    video: HTMLMediaElement,
    { prefix, isVoice }: { prefix: string; isVoice: boolean },
    onLost: () => void,
  ) {
    this.#prefix = prefix;
    this.#hls = new Hls({
      liveSyncDurationCount: SEGMENTS_BEHIND,
      // Its own defaults keep a whole lesson in memory and never catch up after a stall.
      backBufferLength: KEPT_S,
      liveMaxLatencyDurationCount: SEGMENTS_BEHIND_MAX,
      maxLiveSyncPlaybackRate: CATCH_UP_RATE,
      // Addresses in hand carry the old signature; only what is asked for next needs the new one.
      xhrSetup: (xhr, url) => xhr.open('GET', url.replace(SIGNED, this.#prefix), true),
    });
    this.#hls.on(Hls.Events.ERROR, (_, data) => {
      if (data.fatal) onLost();
    });
    this.#hls.loadSource(`${prefix}/${isVoice ? 'voice/' : ''}index.m3u8`);
    this.#hls.attachMedia(video);
  }

  /** UTC of the picture on screen; null before one is known. */
  get utcMs(): number | null {
    return this.#hls.playingDate?.getTime() ?? null;
  }

  renew(prefix: string): void {
    this.#prefix = prefix;
  }

  destroy(): void {
    this.#hls.destroy();
  }
}
