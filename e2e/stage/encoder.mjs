// An ordinary encoder: ffmpeg publishes a real H.264 and AAC file by RTMP.

import { execFileSync, spawn } from 'node:child_process';
import { FRAME_MS } from './counter.mjs';

/** Publishes a file at its own speed until stopped. */
export function publish(path, address) {
  const pace = ['-v', 'error', '-stats_period', '0.1', '-progress', 'pipe:1', '-re'];
  const words = [...pace, '-i', path, '-c', 'copy', '-f', 'flv', address];
  const ffmpeg = spawn('ffmpeg', words, { stdio: ['ignore', 'pipe', 'ignore'] });
  const encoder = { ffmpeg, sent: 0, startedAt: Number.POSITIVE_INFINITY };
  ffmpeg.stdout.on('data', (bytes) => {
    for (const [, frames] of bytes.toString().matchAll(/^frame=\s*(\d+)/gm)) {
      encoder.sent = Number(frames);
      // The report that came with the least delay tells best when the first picture was sent.
      const startedAt = Date.now() - (encoder.sent - 1) * FRAME_MS;
      if (encoder.sent > 0) encoder.startedAt = Math.min(encoder.startedAt, startedAt);
    }
  });
  const ended = new Promise((resolve) => {
    ffmpeg.once('close', resolve);
  });
  /** The number, with fractions, of the picture that is sent at a wall time. */
  encoder.numberAt = (wallMs) => (wallMs - encoder.startedAt) / FRAME_MS;
  /** Says goodbye to the server; gives how many pictures were sent in all. */
  encoder.end = async () => {
    ffmpeg.kill('SIGINT');
    await ended;
    return encoder.sent;
  };
  encoder.stop = () => ffmpeg.kill('SIGKILL');
  return encoder;
}

/** Publishes something like speech, by sound alone, until stopped. */
export function publishVoice(address) {
  const speech = "aevalsrc='0.3*sin(2*PI*220*t)*(1+sin(2*PI*3*t))+0.1*(random(0)-0.5)':s=24000";
  const coded = ['-c:a', 'aac', '-b:a', '32k', '-f', 'flv', address];
  const words = ['-v', 'error', '-re', '-f', 'lavfi', '-i', speech, ...coded];
  const ffmpeg = spawn('ffmpeg', words, { stdio: 'ignore' });
  return { ffmpeg, stop: () => ffmpeg.kill('SIGKILL') };
}

/** A recording as ffprobe sees it: its duration, and each track's decode times, in seconds. */
export function measure(address) {
  const entries = 'format=duration:stream=index,codec_type:packet=stream_index,dts_time';
  const shown = ['-show_entries', entries];
  const words = ['-v', 'error', ...shown, '-of', 'json', address];
  const found = JSON.parse(execFileSync('ffprobe', words, { maxBuffer: 64 << 20 }));
  const tracks = new Map();
  for (const { stream_index, dts_time } of found.packets) {
    const times = tracks.get(stream_index) ?? [];
    times.push(Number(dts_time));
    tracks.set(stream_index, times);
  }
  const sound = found.streams.find((one) => one.codec_type === 'audio');
  return {
    seconds: Number(found.format.duration),
    tracks: [...tracks.values()],
    sound: tracks.get(sound?.index) ?? [],
  };
}

/** How often a track's time goes back. */
export function timesBack(times) {
  return times.filter((time, at) => at > 0 && time < times[at - 1]).length;
}
