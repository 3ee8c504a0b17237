// A clip whose every picture says which it is, and how to read that from a screen or a file.
//
// The upper edge is two rows of blocks: the bits of the picture's number, and their complement,
// so that a torn or blurred picture is told from a number.

import { execFileSync } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Pictures in a second. */
export const RATE = 25;
/** How long one picture stands. */
export const FRAME_MS = 1000 / RATE;
const BITS = 12;
const BLOCK = { width: 40, height: 24 };
const EDGE = { width: BITS * BLOCK.width, height: 2 * BLOCK.height };

/** A filter that draws each picture's number. */
function numbered() {
  const { width, height } = BLOCK;
  const blocks = [...Array(BITS).keys()].flatMap((bit) => {
    const set = `mod(floor(n/${2 ** bit})\\,2)`;
    const block = `drawbox=x=${bit * width}:w=${width}:h=${height}:c=white:t=fill`;
    return [`${block}:y=0:enable='${set}'`, `${block}:y=${height}:enable='not(${set})'`];
  });
  return [`drawbox=x=0:y=0:w=${EDGE.width}:h=${EDGE.height}:c=black:t=fill`, ...blocks].join(',');
}

/** An H.264 and AAC clip with a key frame every two seconds, made once a machine. */
export function makeClip(seconds, { bFrames = 0 } = {}) {
  const path = join(tmpdir(), `xingtan-numbered-${seconds}-${bFrames}.flv`);
  if (existsSync(path)) return path;
  const making = `${path}.${process.pid}.flv`;
  const picture = `testsrc2=size=640x360:rate=${RATE}`;
  const sound = 'sine=frequency=440:sample_rate=44100';
  const input = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, '-t', `${seconds}`];
  const group = ['-g', `${2 * RATE}`, '-keyint_min', `${2 * RATE}`, '-sc_threshold', '0'];
  const speed = ['-preset', 'ultrafast', '-bf', `${bFrames}`, '-pix_fmt', 'yuv420p'];
  const h264 = ['-vf', numbered(), '-c:v', 'libx264', ...speed, ...group];
  const aac = ['-c:a', 'aac', '-b:a', '64k'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...h264, ...aac, making]);
  renameSync(making, path);
  return path;
}

/** The numbers of a file's pictures, in the order in which they are shown; null where unreadable. */
export function numbersOf(address) {
  const small = `crop=${EDGE.width}:${EDGE.height}:0:0,scale=${BITS}:2:flags=area`;
  const raw = ['-vsync', 'passthrough', '-an', '-vf', small, '-f', 'rawvideo', '-pix_fmt', 'gray'];
  const words = ['-v', 'error', '-i', address, ...raw, 'pipe:1'];
  const bytes = execFileSync('ffmpeg', words, { maxBuffer: 64 << 20 });
  const size = 2 * BITS;
  return [...Array(bytes.length / size).keys()].map((at) =>
    numberIn([...bytes.subarray(at * size, (at + 1) * size)], BITS),
  );
}

/** The number that two rows of brightness hold. Runs in pages too: it may use nothing else. */
function numberIn(levels, bits) {
  let number = 0;
  for (let bit = 0; bit < bits; bit += 1) {
    const isSet = levels[bit] > 128;
    if (isSet === levels[bits + bit] > 128) return null;
    if (isSet) number += 2 ** bit;
  }
  return number;
}

/**
 * Notes in a page every picture that comes to its screen, as `{number, at}`, and when each heading
 * and each danmaku was first there, with the number of the picture that was then on screen.
 */
export async function watch(page) {
  const words = { bits: BITS, edge: EDGE, reader: numberIn.toString() };
  await page.evaluate(({ bits, edge, reader }) => {
    const read = new Function(`return ${reader}`)();
    const canvas = document.createElement('canvas');
    canvas.width = bits;
    canvas.height = 2;
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.imageSmoothingEnabled = false;
    const notes = { pictures: [], headings: {}, flying: {}, unreadable: 0 };
    window.notes = notes;
    const look = (video) => {
      pen.drawImage(video, 0, 0, edge.width, edge.height, 0, 0, bits, 2);
      const { data } = pen.getImageData(0, 0, bits, 2);
      const number = read(
        data.filter((_, at) => at % 4 === 0),
        bits,
      );
      if (number === null) notes.unreadable += 1;
      else notes.pictures.push({ number, at: Date.now() });
      video.requestVideoFrameCallback(() => look(video));
    };
    const known = new WeakSet();
    const search = () => {
      for (const video of document.querySelectorAll('video')) {
        if (known.has(video)) continue;
        known.add(video);
        video.requestVideoFrameCallback(() => look(video));
      }
      const now = { number: notes.pictures.at(-1)?.number ?? null, at: Date.now() };
      for (const { textContent } of document.querySelectorAll('h3')) {
        notes.headings[textContent] ??= now;
      }
      for (const { textContent } of document.querySelectorAll('video + div span')) {
        notes.flying[textContent] ??= now;
      }
    };
    const observed = { childList: true, subtree: true, characterData: true };
    new MutationObserver(search).observe(document.body, observed);
    search();
  }, words);
}

/** What `watch` noted so far. */
export function notesOf(page) {
  return page.evaluate(() => window.notes);
}

/** The number on a page's screen now. */
export async function numberOn(page) {
  return page.evaluate(() => window.notes.pictures.at(-1)?.number ?? null);
}
