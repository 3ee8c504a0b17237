// Lessons of our own beside the demonstration's.

import assert from 'node:assert/strict';
import { publish } from './encoder.mjs';
import { until } from './server.mjs';

/** A lesson for the same classes as the demonstration's; gives its id. */
export async function newLesson(server, teacher, title) {
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
    })),
  };
  const made = await teacher.call('POST', '/api/lessons', body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body.id;
}

/** Publishes a clip to a lesson and waits until the server takes it. */
export async function goLive(server, teacher, lesson, clip) {
  const address = `/api/lessons/${lesson}/stream`;
  const { body } = await teacher.call('GET', address);
  const encoder = publish(clip, `rtmp://127.0.0.1:${server.rtmp}/live/${body.key}`);
  await until('the encoder is taken', async () => {
    const stream = await teacher.call('GET', address);
    return stream.body.state === 'publishing';
  });
  return encoder;
}
