// Slides made of pictures.

import { execFileSync } from 'node:child_process';
import { makeDeck } from './uploads.mjs';

/** A picture that ffmpeg knows how to draw. */
function png(source) {
  const drawn = ['-f', 'lavfi', '-i', `${source}=size=960x540:rate=1`, '-frames:v', '1'];
  const out = ['-f', 'image2pipe', '-c:v', 'png', 'pipe:1'];
  return execFileSync('ffmpeg', ['-v', 'error', ...drawn, ...out], { maxBuffer: 16 << 20 });
}

/** A deck with a page for each picture, ready to be shown; gives its id. */
export async function pictureDeck(server, teacher, title, sources = ['smptebars', 'testsrc2']) {
  const { memberships } = (await teacher.call('GET', '/api/me')).body;
  const school = memberships.find((one) => one.school && one.role !== 'learner').school.id;
  const files = sources.map((source) => ({ name: `${source}.png`, bytes: png(source) }));
  return (await makeDeck(server, teacher, { school, title, files })).id;
}
