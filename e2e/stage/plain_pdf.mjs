// Documents made for a test, and their way into a lesson.

import assert from 'node:assert/strict';
import { until } from './server.mjs';

/** A PDF whose pages have one line of text each. */
export function aPdf(lines) {
  const count = lines.length;
  const pages = lines.map((_, at) => `${4 + 2 * at} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages}] /Count ${count} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...lines.flatMap((line, at) => {
      const drawn = `BT /F1 48 Tf 60 260 Td (${line}) Tj ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 960 540] /Contents ${5 + 2 * at} 0 R ` +
          '/Resources << /Font << /F1 3 0 R >> >> >>',
        `<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`,
      ];
    }),
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((one, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${one}\nendobj\n`;
    return place;
  });
  const table = places.map((one) => `${String(one).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const start = text.length;
  text += `xref\n0 ${size}\n0000000000 65535 f \n${table}`;
  return Buffer.from(`${text}trailer << /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`);
}

/** Uploads a document, makes it a deck and puts it into a lesson; gives the deck's id. */
export async function putDeck(server, teacher, lesson, { name, bytes }) {
  const tus = { cookie: teacher.cookie, 'tus-resumable': '1.0.0' };
  const begun = await fetch(`${server.url}/api/uploads`, {
    method: 'POST',
    headers: {
      ...tus,
      'upload-length': `${bytes.length}`,
      'upload-metadata': `filename ${Buffer.from(name).toString('base64')}`,
    },
  });
  assert.equal(begun.status, 201, await begun.text());
  const place = begun.headers.get('location');
  const sent = await fetch(new URL(place, server.url), {
    method: 'PATCH',
    headers: { ...tus, 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
    body: bytes,
  });
  assert.equal(sent.status, 204, await sent.text());
  const { body: known } = await teacher.call('GET', `/api/lessons/${lesson}`);
  const school = known.school.id ?? known.school;
  const upload = place.split('/').pop();
  const made = await teacher.call('POST', '/api/decks', { school, uploads: [upload] });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const deck = made.body.id;
  await until('the deck is ready', async () => {
    const { body } = await teacher.call('GET', `/api/decks/${deck}`);
    assert.notEqual(body.state, 'failed', JSON.stringify(body));
    return body.state === 'ready';
  });
  const put = await teacher.call('PUT', `/api/lessons/${lesson}/decks/${deck}`);
  assert.ok(put.status < 300, JSON.stringify(put.body));
  return deck;
}
