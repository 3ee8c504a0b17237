const NOTES = [523.25, 659.25, 783.99];

type WithSink = AudioContext & { setSinkId?: (id: string) => Promise<void> };

/** Plays three notes where sound is to come out. */
export async function playSample(sink: string): Promise<void> {
  if (typeof AudioContext === 'undefined') return;
  const context: WithSink = new AudioContext();
  // A speaker that is gone is not worth a word: the notes come from the usual one.
  if (sink) await context.setSinkId?.(sink).catch(() => {});
  NOTES.forEach((pitch, n) => {
    const tone = context.createOscillator();
    const loud = context.createGain();
    const from = context.currentTime + n * 0.22;
    tone.frequency.value = pitch;
    loud.gain.setValueAtTime(0, from);
    loud.gain.linearRampToValueAtTime(0.18, from + 0.03);
    loud.gain.exponentialRampToValueAtTime(0.001, from + 0.4);
    tone.connect(loud).connect(context.destination);
    tone.start(from);
    tone.stop(from + 0.42);
  });
  setTimeout(() => void context.close(), 1500);
}
