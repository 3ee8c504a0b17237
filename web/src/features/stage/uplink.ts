// How well what one sends oneself gets through. A line that carries no picture still carries a
// voice, so that the picture goes before the sound does.

/** What a connection says of itself at one moment. */
export interface UplinkSample {
  /** What the line is thought to carry, in bits a second; null when nobody knows. */
  bps: number | null;
  /** What share of what was sent got lost, 0 to 1; null when nobody said. */
  lost: number | null;
}

export type Uplink = 'good' | 'weak';

/** So often it is looked at. */
export const LOOK_EVERY_MS = 2_000;
/** Less than this carries no picture that is of use beside a voice. */
const PICTURE_BPS = 180_000;
const LOST_MAX = 0.12;
/** So many looks in turn make up a mind: a moment is no weakness, and no recovery. */
const LOOKS = { weak: 4, good: 6 };

/** Makes up its mind slowly, so that nothing flickers. */
export class UplinkWatch {
  #now: Uplink = 'good';
  #other = 0;

  take({ bps, lost }: UplinkSample): Uplink {
    const isWeak = (bps !== null && bps < PICTURE_BPS) || (lost !== null && lost > LOST_MAX);
    const seen = isWeak ? 'weak' : 'good';
    this.#other = seen === this.#now ? 0 : this.#other + 1;
    if (this.#other >= LOOKS[seen]) {
      this.#now = seen;
      this.#other = 0;
    }
    return this.#now;
  }

  reset(): void {
    this.#now = 'good';
    this.#other = 0;
  }
}

/** Whether the device itself says that its line is slow, before anything is sent. */
export function isSlowAhead(): boolean {
  const { connection } = navigator as Navigator & {
    connection?: { effectiveType?: string; saveData?: boolean };
  };
  return connection?.saveData === true || /2g$/.test(connection?.effectiveType ?? '');
}

/** Reads how a connection does from its statistics. */
export function sampleOf(reports: Iterable<Record<string, unknown>>): UplinkSample {
  const sample: UplinkSample = { bps: null, lost: null };
  for (const one of reports) {
    const { availableOutgoingBitrate: bps, fractionLost: lost } = one;
    if (one.type === 'candidate-pair' && one.nominated === true && typeof bps === 'number') {
      sample.bps = bps;
    }
    if (one.type === 'remote-inbound-rtp' && one.kind === 'video' && typeof lost === 'number') {
      sample.lost = Math.max(sample.lost ?? 0, lost);
    }
  }
  return sample;
}
