// Decks of our own: a presentation and a PDF, as a teacher brings them. `dev/decks.mjs` makes them.

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './server.mjs';

const path = (name) => fileURLToPath(new URL(`../decks/${name}`, import.meta.url));

/** Eight slides, of which the third comes in four clicks: twelve pages. */
export const PRESENTATION = path('refraction.pptx');
/** Four pages. */
export const PDF = path('exercises.pdf');

/** Sends a document by the interface, has it made into pages and gives it to a lesson. */
export async function giveDeck(server, teacher, { lesson, school, document }) {
  const bytes = readFileSync(document);
  const name = Buffer.from(basename(document)).toString('base64');
  const tus = { cookie: teacher.cookie, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: { ...tus, 'upload-length': `${bytes.length}`, 'upload-metadata': `filename ${name}` },
  });
  const place = new URL(begun.headers.get('location'), server.url);
  const type = 'application/offset+octet-stream';
  const headers = { ...tus, 'content-type': type, 'upload-offset': '0' };
  await fetch(place, { method: 'PATCH', headers, body: bytes });
  const uploads = [place.pathname.split('/').pop()];
  const made = await teacher.call('POST', '/api/decks', { school, uploads });
  const deck = made.body.id;
  await teacher.call('PUT', `/api/lessons/${lesson}/decks/${deck}`);
  const asked = `/api/decks/${deck}`;
  return until(
    'the pages are made',
    async () => {
      const { body } = await teacher.call('GET', asked);
      if (body.state === 'failed') throw new Error(`no pages of ${document}: ${body.problem}`);
      return body.state === 'ready' && body;
    },
    90,
  );
}
