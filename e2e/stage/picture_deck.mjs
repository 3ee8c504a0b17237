// Slides made of pictures, uploaded as the pages do it, piece by piece.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { until } from './server.mjs';

/** A picture that ffmpeg knows how to draw. */
function png(source) {
  const drawn = ['-f', 'lavfi', '-i', `${source}=size=960x540:rate=1`, '-frames:v', '1'];
  const out = ['-f', 'image2pipe', '-c:v', 'png', 'pipe:1'];
  return execFileSync('ffmpeg', ['-v', 'error', ...drawn, ...out], { maxBuffer: 16 << 20 });
}

async function upload(server, { cookie }, name, bytes) {
  const tus = { cookie, 'tus-resumable': '1.0.0' };
  const filename = Buffer.from(name).toString('base64');
  const made = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': `${bytes.length}`,
      'upload-metadata': `filename ${filename}`,
    },
  });
  assert.equal(made.status, 201);
  const location = made.headers.get('location');
  const sent = await fetch(new URL(location, server.url), {
    method: 'PATCH',
    headers: {
      ...tus,
      'upload-offset': '0',
      'content-type': 'application/offset+octet-stream',
    },
    body: bytes,
  });
  assert.equal(sent.status, 204);
  return location.split('/').pop();
}

/** A deck with a page for each picture, ready to be shown; gives its id. */
export async function pictureDeck(server, teacher, title, sources = ['smptebars', 'testsrc2']) {
  const { memberships } = (await teacher.call('GET', '/api/me')).body;
  const school = memberships.find((one) => one.school && one.role !== 'learner').school.id;
  const uploads = [];
  for (const source of sources) {
    uploads.push(await upload(server, teacher, `${source}.png`, png(source)));
  }
  const made = await teacher.call('POST', '/api/decks', { school, title, uploads });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = made.body;
  await until('the pages are made', async () => {
    const { state, problem } = (await teacher.call('GET', `/api/decks/${id}`)).body;
    assert.notEqual(state, 'failed', problem);
    return state === 'ready';
  });
  return id;
}
