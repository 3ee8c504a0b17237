// What a piece of a stream holds: which tone is heard in it and which colour is seen.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const RATE = 48_000;
/** How far apart the frequencies lie that are tried. */
const STEP_HZ = 10;
/** A colour has come through coding when each part is off by this at most. */
const PART_MAX = 40;

/** The loudest frequency between 100 and 4,000 Hz, and how loud it is. */
export function loudest(samples) {
  let best = { hz: 0, level: 0 };
  for (let hz = 100; hz <= 4_000; hz += STEP_HZ) {
    const level = levelAt(samples, hz);
    if (level > best.level) best = { hz, level };
  }
  return best;
}

/** How loud one frequency is (Goertzel, 1958). */
function levelAt(samples, hz) {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / RATE);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample + turn * last - before, last];
  return Math.sqrt(last ** 2 + before ** 2 - turn * last * before) / samples.length;
}

/** Whether two colours are the same, but for what coding does to them. */
export function isColour(seen, meant) {
  return Boolean(seen) && meant.every((part, at) => Math.abs(part - seen[at]) <= PART_MAX);
}

/** What the last half second of a piece of a stream sounds like, and its last picture's colour. */
export async function perceived(bytes) {
  const folder = await mkdtemp(join(tmpdir(), 'xingtan-piece-'));
  try {
    const file = join(folder, 'piece.mp4');
    await writeFile(file, bytes);
    const decode = async (...words) => {
      const options = { encoding: 'buffer', maxBuffer: 64 << 20 };
      return (await run('ffmpeg', ['-v', 'error', '-i', file, ...words, '-'], options)).stdout;
    };
    const sound = await decode('-vn', '-ac', '1', '-ar', String(RATE), '-f', 'f32le');
    const samples = new Float32Array(new Uint8Array(sound).buffer).slice(-RATE / 2);
    const middle = 'crop=iw/2:ih/2:iw/4:ih/3,scale=1:1:flags=area';
    const pictures = await decode('-an', '-vf', middle, '-f', 'rawvideo', '-pix_fmt', 'rgb24');
    return {
      ...loudest(samples),
      colour: [...pictures.subarray(-3)],
      pictures: pictures.length / 3,
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Takes so many seconds of a response that does not end. */
export async function taken(address, seconds) {
  const leaving = new AbortController();
  const answer = await fetch(address, { signal: leaving.signal });
  assert.equal(answer.status, 200);
  const pieces = [];
  const end = Date.now() + seconds * 1_000;
  for await (const piece of answer.body) {
    pieces.push(piece);
    if (Date.now() > end) break;
  }
  leaving.abort();
  return Buffer.concat(pieces);
}
