// A picture from a teacher's disk, camera or clipboard onto a board.
import { call } from '~/api/call.ts';
import type { Board } from '../../../board/index.ts';
import { FIRST_SIGHT } from './sight.ts';

/** Pixels across, at most: what a slide has. */
const WIDE = 1_600;
/** And down: a long page of a book is still read at that. */
const HIGH = 4_000;
const QUALITY = 0.85;

/** Makes it small, sends it, and puts it where there is room, in sight. Throws what failed. */
export async function addPicture(board: Board, lesson: string, file: Blob): Promise<void> {
  const body = await shrunk(file);
  const path = { id: lesson };
  const made = await call('POST /api/lessons/{id}/ink/pictures', { path, body: body as never });
  const isInSight = board.writer?.placeImage(made.file, made);
  if (isInSight === false) board.showAll(FIRST_SIGHT);
}

/** As wide as it will be seen; what cannot be drawn here is left to the server to judge. */
async function shrunk(file: Blob): Promise<Blob> {
  // Safari 14 has none of it.
  if (typeof createImageBitmap !== 'function') return file;
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file;
  const scale = Math.min(1, WIDE / bitmap.width, HIGH / bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d');
  if (!context) return file;
  // What is clear in it is as white as paper.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/webp', QUALITY));
  if (made?.type === 'image/webp') return made;
  // A browser that writes no WebP answers a PNG, which weighs too much for a photograph.
  const jpeg = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  return jpeg ?? file;
}
