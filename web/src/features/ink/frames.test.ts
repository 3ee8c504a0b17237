import { expect, test } from 'vitest';
import { decodeSnapshot } from '../../../board/wire/snapshot.ts';
import {
  emptySnapshot,
  fromBase64,
  logOf,
  messagesOf,
  surfaceOf,
  toBase64,
  uuidOf,
} from './frames.ts';

const LIN = Uint8Array.from({ length: 16 }, (_, n) => n);
const LIN_ID = '00010203-0405-0607-0809-0a0b0c0d0e0f';
const CLEAR = Uint8Array.from([
  1,
  6,
  7,
  ...new TextEncoder().encode('board/1'),
  1,
  2,
  3,
  4,
  5,
  6,
  7,
  8,
]);

test('bytes go through base64 and back', () => {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
  expect(Buffer.compare(fromBase64(toBase64(bytes)), bytes)).toBe(0);
});

test('an operation says which surface it is for', () => {
  expect(surfaceOf(CLEAR)).toBe('board/1');
  expect(surfaceOf(new Uint8Array(2))).toBe('');
});

test('a frame of live points is taken apart', () => {
  const long = new Uint8Array(200).fill(7);
  const frame = Uint8Array.from([1, ...LIN, 3, 9, 8, 7, ...LIN, 200, 1, ...long]);
  expect(messagesOf(frame)).toEqual([
    { by: LIN_ID, bytes: Uint8Array.from([9, 8, 7]) },
    { by: LIN_ID, bytes: long },
  ]);
});

test('a frame that ends early gives what is whole, and one of a newer kind nothing', () => {
  const frame = Uint8Array.from([1, ...LIN, 1, 9, ...LIN, 5, 1]);
  expect(messagesOf(frame)).toHaveLength(1);
  expect(messagesOf(Uint8Array.from([2, ...LIN, 1, 9]))).toEqual([]);
});

test('a log is read with its persons and times', () => {
  const log = Uint8Array.from([1, ...LIN, 5, 0, 2, 1, 2, 172, 2, 0, 1, 9]);
  expect(logOf(log)).toEqual([
    { after_ms: 5, by: LIN_ID, bytes: Uint8Array.from([1, 2]) },
    { after_ms: 300, by: LIN_ID, bytes: Uint8Array.from([9]) },
  ]);
  expect(logOf(new Uint8Array(0))).toEqual([]);
  expect(uuidOf(LIN)).toBe(LIN_ID);
});

test('an empty surface is one that the board can load', () => {
  const surface = decodeSnapshot(emptySnapshot('slide/a/1'));
  expect(surface.name).toBe('slide/a/1');
  expect(surface.elements).toEqual([]);
});
