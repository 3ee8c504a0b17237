import { useEffect, useState } from 'preact/hooks';

/** Loudness from which on somebody is taken to speak. */
const HEARD = 0.12;
const LOOK_EVERY_MS = 60;

/** How loud a microphone is, 0 to 1, and whether it was ever heard. */
export function useLevel(track: MediaStreamTrack): { level: number; wasHeard: boolean } {
  const [level, setLevel] = useState(0);
  const [wasHeard, setHeard] = useState(false);
  useEffect(() => {
    setHeard(false);
    if (typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    const meter = context.createAnalyser();
    meter.fftSize = 512;
    context.createMediaStreamSource(new MediaStream([track])).connect(meter);
    const wave = new Float32Array(meter.fftSize);
    const timer = setInterval(() => {
      meter.getFloatTimeDomainData(wave);
      let sum = 0;
      for (const one of wave) sum += one * one;
      // Loudness is heard by ratios: a whisper is to move the bar as well.
      const db = 10 * Math.log10(sum / wave.length + 1e-10);
      const next = Math.min(1, Math.max(0, (db + 60) / 54));
      setLevel(next);
      if (next > HEARD) setHeard(true);
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [track]);
  return { level, wasHeard };
}
