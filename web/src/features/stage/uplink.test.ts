import { expect, test } from 'vitest';
import { sampleOf, UplinkWatch } from './uplink.ts';

const GOOD = { bps: 900_000, lost: 0 };
const NARROW = { bps: 90_000, lost: 0 };
const after = (watch: UplinkWatch, times: number, sample: typeof GOOD) =>
  Array.from({ length: times }, () => watch.take(sample)).pop();

test('a weak moment is no weak line, and a weak line is one until it has recovered', () => {
  const watch = new UplinkWatch();
  expect(after(watch, 3, NARROW)).toBe('good');
  expect(watch.take(GOOD)).toBe('good');
  expect(after(watch, 3, NARROW)).toBe('good');
  expect(watch.take(NARROW)).toBe('weak');
  expect(after(watch, 5, GOOD)).toBe('weak');
  expect(watch.take(GOOD)).toBe('good');
});

test('a line that loses much is weak however wide it is thought to be', () => {
  expect(after(new UplinkWatch(), 4, { bps: 900_000, lost: 0.3 })).toBe('weak');
});

test('who says nothing is not weak', () => {
  const watch = new UplinkWatch();
  for (let n = 0; n < 9; n += 1) expect(watch.take({ bps: null, lost: null })).toBe('good');
});

test('statistics of a browser are read as they come', () => {
  const reports = [
    { type: 'candidate-pair', nominated: false, availableOutgoingBitrate: 1 },
    { type: 'candidate-pair', nominated: true, availableOutgoingBitrate: 250_000 },
    { type: 'remote-inbound-rtp', kind: 'audio', fractionLost: 0.9 },
    { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.02 },
    { type: 'remote-inbound-rtp', kind: 'video', fractionLost: 0.2 },
  ];
  expect(sampleOf(reports)).toEqual({ bps: 250_000, lost: 0.2 });
  expect(sampleOf([])).toEqual({ bps: null, lost: null });
});
