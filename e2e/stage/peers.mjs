// Peers of the stage that are no browser: aiortc, and the ffmpeg that sends by WHIP. Both come from
// Python's packages, which `cargo xtask test` installs.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const HERE = import.meta.dirname;
const PYTHON = process.env.XINGTAN_TEST_PYTHON ?? join(HERE, '../../target/peers/bin/python');

/** Python with what the peers need. */
function python() {
  if (existsSync(PYTHON)) return PYTHON;
  throw new Error(`${PYTHON} is missing; \`cargo xtask peers\` installs it`);
}

/**
 * Starts aiortc to send to an address or to watch there. `last()` is what it said last.
 * `options` are those of `peers/peer.py`.
 */
export function aiortc(role, address, options = {}) {
  const words = Object.entries(options).map(([name, value]) => `--${name}=${value}`);
  const program = [join(HERE, '../peers/peer.py'), role, address, ...words];
  const child = spawn(python(), program, { stdio: ['ignore', 'pipe', 'pipe'] });
  const peer = { said: [], complaints: '' };
  child.stderr.on('data', (bytes) => {
    peer.complaints += bytes;
  });
  createInterface({ input: child.stdout }).on('line', (line) => peer.said.push(JSON.parse(line)));
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  peer.last = () => {
    const last = peer.said.at(-1);
    if (last?.error) throw new Error(`aiortc: ${last.error}\n${peer.complaints}`);
    return last;
  };
  peer.stop = () => {
    child.kill('SIGTERM');
    return ended;
  };
  return peer;
}

/** The ffmpeg that Python's imageio-ffmpeg brings. */
export function whipFfmpeg() {
  const asks = 'import imageio_ffmpeg; print(imageio_ffmpeg.get_ffmpeg_exe())';
  return execFileSync(python(), ['-c', asks], { encoding: 'utf8' }).trim();
}

/** Sends a tone and a colour by ffmpeg's own WHIP. */
export function sendByFfmpeg(address, key, { hz, colour }) {
  const hex = colour.map((part) => part.toString(16).padStart(2, '0')).join('');
  const made = (what) => ['-re', '-f', 'lavfi', '-i', what];
  const words = [
    ...['-v', 'warning', ...made(`color=c=0x${hex}:s=640x360:r=25`)],
    ...made(`sine=f=${hz}:r=48000`),
    ...['-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency'],
    ...['-profile:v', 'baseline', '-pix_fmt', 'yuv420p', '-g', '50', '-b:v', '500k'],
    ...['-c:a', 'libopus', '-ac', '2', '-b:a', '64k'],
    ...['-f', 'whip', '-authorization', key, address],
  ];
  const child = spawn(whipFfmpeg(), words, { stdio: ['pipe', 'ignore', 'pipe'] });
  const encoder = { complaints: '' };
  child.stderr.on('data', (bytes) => {
    encoder.complaints += bytes;
  });
  const ended = new Promise((resolve) => {
    child.once('close', resolve);
  });
  encoder.hasEnded = () => child.exitCode !== null;
  /** Lets it say goodbye. */
  encoder.stop = () => {
    child.stdin.end('q');
    const slow = setTimeout(() => child.kill('SIGKILL'), 5_000);
    return ended.finally(() => clearTimeout(slow));
  };
  return encoder;
}
