// People told apart by their colour and their tone: cameras and microphones that are made up, and
// what of them is seen and heard, in pages and in a recording.

import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { MADE_UP_DEVICES } from './people.mjs';

const run = promisify(execFile);

/** Somebody's colour, as a name that ffmpeg knows, and tone. */
export const RED = { colour: 'red', hz: 440 };
export const BLUE = { colour: 'blue', hz: 1100 };

/** Flags for a browser whose camera shows nothing but a colour and whose microphone hums. */
export function madeUp({ colour, hz }) {
  const folder = mkdtempSync(join(tmpdir(), 'xingtan-made-up-'));
  const [picture, sound] = [join(folder, 'camera.y4m'), join(folder, 'microphone.wav')];
  const made = (source, more, file) =>
    execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', source, ...more, file]);
  made(`color=c=${colour}:s=640x360:r=15:d=1`, ['-pix_fmt', 'yuv420p'], picture);
  made(`sine=frequency=${hz}:duration=4:sample_rate=48000`, [], sound);
  return [
    ...MADE_UP_DEVICES,
    '--auto-select-desktop-capture-source=Entire screen',
    `--use-file-for-fake-video-capture=${picture}`,
    `--use-file-for-fake-audio-capture=${sound}`,
  ];
}

/** A microphone in a room without noise: a steady hum would be taken for some and left out. */
export const hearsAll = (page) =>
  page.addInitScript(() => {
    const devices = navigator.mediaDevices;
    const plain = devices?.getUserMedia.bind(devices);
    if (!plain) return;
    devices.getUserMedia = (wanted) => {
      const off = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      return plain({ ...wanted, ...(wanted.audio && { audio: { ...wanted.audio, ...off } }) });
    };
  });

/** What a page shows in the videos that match: their colours. */
export function coloursOn(page, selector = 'video') {
  return page.evaluate((selector) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1, 1];
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    const of = (video) => {
      if (video.readyState < 2 || video.videoWidth === 0) return null;
      pen.drawImage(video, 0, 0, 1, 1);
      const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
      if (red > 150 && green < 90 && blue < 90) return 'red';
      if (blue > 150 && red < 90 && green < 90) return 'blue';
      return 'other';
    };
    return [...document.querySelectorAll(selector)].map(of).filter(Boolean);
  }, selector);
}

/**
 * Which of these tones a page hears: of what came by WebRTC, kept by `keepsConnections`, and of a
 * video that plays.
 */
export function tonesOn(page, tones) {
  return page.evaluate(async (tones) => {
    globalThis.ear ??= { context: new AudioContext({ sampleRate: 48_000 }), known: new Map() };
    const { context, known } = globalThis.ear;
    await context.resume();
    const listen = (key, node) => {
      if (known.has(key)) return;
      const meter = context.createAnalyser();
      meter.fftSize = 8192;
      meter.smoothingTimeConstant = 0;
      node().connect(meter);
      known.set(key, meter);
    };
    for (const connection of globalThis.connections ?? []) {
      for (const { track } of connection.getReceivers()) {
        if (track.kind !== 'audio') continue;
        listen(track, () => context.createMediaStreamSource(new MediaStream([track])));
      }
    }
    for (const video of document.querySelectorAll('video')) {
      if (!video.src) continue;
      listen(video, () => {
        const source = context.createMediaElementSource(video);
        source.connect(context.destination);
        return source;
      });
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
    const heard = new Set();
    for (const meter of known.values()) {
      const bins = new Float32Array(meter.frequencyBinCount);
      meter.getFloatFrequencyData(bins);
      for (const hz of tones) {
        const at = Math.round((hz * meter.fftSize) / context.sampleRate);
        if (Math.max(...bins.slice(at - 1, at + 2)) > -60) heard.add(hz);
      }
    }
    return [...heard].sort((a, b) => a - b);
  }, tones);
}

/** What a file shows and sounds like each quarter of a second: `{at, colour, tones}`. */
export async function seenIn(file, tones) {
  const options = { encoding: 'buffer', maxBuffer: 1 << 28 };
  const shrink = ['-vf', 'fps=4,scale=1:1', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const { stdout: pixels } = await run('ffmpeg', ['-v', 'error', '-i', file, ...shrink], options);
  const flat = ['-ac', '1', '-ar', '8000', '-f', 's16le', '-'];
  const { stdout: sound } = await run('ffmpeg', ['-v', 'error', '-i', file, ...flat], options);
  const samples = new Int16Array(sound.buffer, sound.byteOffset, sound.length >> 1);
  return Array.from({ length: Math.floor(pixels.length / 3) }, (_, n) => {
    const [red, green, blue] = pixels.subarray(n * 3, n * 3 + 3);
    const isRed = red > 150 && blue < 90 && green < 90;
    const isBlue = blue > 150 && red < 90 && green < 90;
    const piece = samples.subarray(n * 2_000, (n + 1) * 2_000);
    return {
      at: n / 4,
      colour: isRed ? 'red' : isBlue ? 'blue' : 'other',
      tones: tones.filter((hz) => loudness(piece, hz) > 0.01),
    };
  });
}

/** How loud a tone is in a piece of sound of 8 kHz, 1 for as loud as can be (Goertzel). */
function loudness(piece, hz) {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / 8_000);
  let [one, two] = [0, 0];
  for (const sample of piece) [one, two] = [sample / 32_768 + turn * one - two, one];
  const power = one * one + two * two - turn * one * two;
  return (2 * Math.sqrt(Math.max(0, power))) / Math.max(1, piece.length);
}
