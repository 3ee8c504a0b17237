// Documents sent by the interface, and decks made of them.

import assert from 'node:assert/strict';
import { until } from './server.mjs';

/** Sends a file in one piece; gives the name of its upload. */
async function upload(server, { cookie }, { name, bytes }) {
  const tus = { cookie, 'tus-resumable': '1.0.0' };
  const filename = Buffer.from(name).toString('base64');
  const begun = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': `${bytes.length}`,
      'upload-metadata': `filename ${filename}`,
    },
  });
  assert.equal(begun.status, 201, await begun.text());
  const place = new URL(begun.headers.get('location'), server.url);
  const type = 'application/offset+octet-stream';
  const headers = { ...tus, 'content-type': type, 'upload-offset': '0' };
  const sent = await fetch(place, { method: 'PATCH', headers, body: bytes });
  assert.equal(sent.status, 204, await sent.text());
  return place.pathname.split('/').pop();
}

/** Has files made into the pages of one deck, and gives it with them. */
export async function makeDeck(server, teacher, { school, title, files }) {
  const uploads = [];
  for (const file of files) uploads.push(await upload(server, teacher, file));
  const made = await teacher.call('POST', '/api/decks', { school, title, uploads });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return until(
    'the pages are made',
    async () => {
      const { body } = await teacher.call('GET', `/api/decks/${made.body.id}`);
      assert.notEqual(body.state, 'failed', `no pages of ${files[0].name}: ${body.problem}`);
      return body.state === 'ready' && body;
    },
    90,
  );
}

/** Puts a deck into a lesson. */
export async function putDeck(teacher, lesson, deck) {
  const put = await teacher.call('PUT', `/api/lessons/${lesson}/decks/${deck}`);
  assert.ok(put.status < 300, JSON.stringify(put.body));
}
