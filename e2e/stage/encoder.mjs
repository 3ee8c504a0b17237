// An ordinary encoder: ffmpeg publishes a real H.264 and AAC file by RTMP.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A clip with a frame counter and a tone, made once a machine. */
export function makeClip(seconds) {
  const path = join(tmpdir(), `xingtan-clip-${seconds}.flv`);
  if (existsSync(path)) return path;
  const making = `${path}.${process.pid}.flv`;
  const picture = 'testsrc2=size=640x360:rate=25';
  const sound = 'sine=frequency=440:sample_rate=44100';
  const input = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', sound, '-t', `${seconds}`];
  const h264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '50', '-pix_fmt', 'yuv420p'];
  const aac = ['-c:a', 'aac', '-b:a', '64k'];
  execFileSync('ffmpeg', ['-v', 'error', '-y', ...input, ...h264, ...aac, making]);
  renameSync(making, path);
  return path;
}

/** Publishes a file at its own speed until stopped. */
export function publish(path, address) {
  const words = ['-v', 'error', '-re', '-i', path, '-c', 'copy', '-f', 'flv', address];
  const process = spawn('ffmpeg', words, { stdio: 'ignore' });
  return { stop: () => process.kill('SIGKILL') };
}

/** Decode times of a recording's picture, in seconds. */
export function recordingTimes(address) {
  const show = ['-select_streams', 'v:0', '-show_entries', 'packet=dts_time', '-of', 'csv=p=0'];
  const text = execFileSync('ffprobe', ['-v', 'error', ...show, address], { encoding: 'utf8' });
  return text.split('\n').filter(Boolean).map(Number);
}
