// Lessons of our own beside the demonstration's.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { publish, publishVoice } from './encoder.mjs';
import { until } from './server.mjs';

/**
 * A lesson for the same classes as the demonstration's; gives its id. Those elsewhere are led by
 * `elsewhere`, where he is given.
 */
export async function newLesson(server, teacher, title, elsewhere) {
  const led = elsewhere && { teacher: (await elsewhere.call('GET', '/api/me')).body.id };
  const known = await teacher.call('GET', `/api/lessons/${server.demo.lessons[0].id}`);
  const { course, audience } = known.body;
  const body = {
    course: course.id,
    title,
    starts_at: new Date().toISOString(),
    minutes: 45,
    audience: audience.map((row) => ({
      class: row.class.id,
      part: row.part,
      form: 'live',
      attending: 'own_devices',
      ...(row.part === 'receiving' && led),
    })),
  };
  const made = await teacher.call('POST', '/api/lessons', body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

/** Publishes a clip to a lesson and waits until the server takes it. */
export function goLive(server, teacher, lesson, clip) {
  return taken(server, teacher, lesson, (address) => publish(clip, address));
}

/** The same by sound alone. */
export function goLiveByVoice(server, teacher, lesson) {
  return taken(server, teacher, lesson, publishVoice);
}

async function taken(server, teacher, lesson, begin) {
  const address = `/api/lessons/${lesson}/stream`;
  const { body } = await teacher.call('GET', address);
  const encoder = begin(`rtmp://127.0.0.1:${server.rtmp}/live/${body.key}`);
  await until('the encoder is taken', async () => {
    const stream = await teacher.call('GET', address);
    return stream.body.state === 'publishing';
  });
  return encoder;
}

/** One recorded run as a file in the server's folder: its init and all its segments. */
export async function runFile(server, replay, number) {
  const run = replay.runs.find((one) => one.run === number);
  const names = [run.init_url, ...run.segments.map((segment) => segment.url)];
  const pieces = [];
  for (const name of names) {
    const answer = await fetch(`${server.url}${replay.media_prefix}/${name}`);
    assert.equal(answer.status, 200, name);
    pieces.push(Buffer.from(await answer.arrayBuffer()));
  }
  const path = join(server.data, `run-${number}.mp4`);
  writeFileSync(path, Buffer.concat(pieces));
  return path;
}
