// What may import what: docs/guides/web.md says why.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** From the ground up: each may import itself and those before it. */
const LAYERS = [['texts', 'styles'], ['api', 'lib'], ['ui'], ['features'], ['routes']];

/**
 * Features beneath the others: each may be imported by every feature that stands after it or not
 * here at all. What others need from a feature that is not here moves down into one that is.
 */
const BENEATH = [
  'item', // Questions: their editor, their letters, judging them.
  'player', // Pictures, live and recorded, with what flies over them.
  'slides', // Pages of a document on a stage.
  'ink', // Marks on pages and boards.
  'notes', // One's own marks and notes in a lesson.
  'kept', // Lessons kept on this device.
  'editions', // Versions of recorded lessons: made, played alone and to a class.
  'calendar', // Lessons by day.
  'stream', // How a picture gets in.
  'stage', // Who is seen and heard in a room.
  'classes', // Classes elsewhere: their screens, holds, paces and questions.
];

/** Single files of other features that are beneath like those: a protocol that two sides speak. */
const BENEATH_FILES = ['features/room/wire.ts'];

const src = import.meta.dirname;

function layerOf(file: string): number {
  return LAYERS.findIndex((names) => names.includes(file.split('/')[0] ?? ''));
}

function featureOf(file: string): string {
  return file.split('/')[1] ?? '';
}

/** Why one file may not import another, or null when it may. */
function wrong(from: string, to: string): string | null {
  const [own, other] = [layerOf(from), layerOf(to)];
  // The entry knows everything and nobody knows the entry.
  if (other < 0) return own < 0 ? null : `${from} imports ${to}, which belongs to no layer`;
  if (own >= 0 && other > own) return `${from} imports ${to}, which is above it`;
  const [feature, used] = [featureOf(from), featureOf(to)];
  const isAcross = LAYERS[own]?.includes('features') && own === other && feature !== used;
  if (!isAcross || BENEATH_FILES.includes(to)) return null;
  const at = BENEATH.indexOf(used);
  const isBeneath = at >= 0 && (!BENEATH.includes(feature) || at < BENEATH.indexOf(feature));
  return isBeneath ? null : `${from} imports ${to}, a feature that is not beneath it`;
}

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'((?:~\/|\.\.?\/)[^']+)'/g;

/** The files of this tree that a text of a file imports, whether at once or later. */
function imported(file: string, text: string): string[] {
  return [...text.matchAll(IMPORT)].flatMap(([, name = '']) => {
    const path = name.startsWith('~/') ? name.slice(2) : normalize(join(dirname(file), name));
    // The board is a package of its own beside this tree.
    return path.startsWith('../board/') ? [] : [path];
  });
}

const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  // Its own examples are no imports.
  .filter((file) => /\.tsx?$/.test(file) && file !== 'layers.test.ts');

test('no file imports from above, and no feature another', () => {
  const found = files.flatMap((file) =>
    imported(file, readFileSync(join(src, file), 'utf8')).map((to) => wrong(file, to)),
  );
  expect(found.filter(Boolean)).toEqual([]);
});

test.each([
  ['ui/Dialog.tsx', "import { Lessons } from '~/features/lessons/Lessons.tsx';", 'above it'],
  ['lib/page.ts', "import { Button } from '../ui/Button.tsx';", 'above it'],
  ['features/room/Ask.tsx', "import { Prepare } from '../prepare/Prepare.tsx';", 'not beneath'],
  ['features/room/Ask.tsx', "const later = () => import('../prepare/Prepare.tsx');", 'not beneath'],
  [
    'features/item/judge.ts',
    "import { Flyer } from '~/features/player/danmaku.ts';",
    'not beneath',
  ],
  ['features/today/Lead.tsx', "import { SHELL_PAGES } from '~/routes/more_pages.ts';", 'above it'],
  ['ui/Toast.tsx', "import '../main.tsx';", 'no layer'],
])('%s is told when it says: %s', (file, text, why) => {
  expect(imported(file, text).map((to) => wrong(file, to))).toEqual([expect.stringContaining(why)]);
});

test.each([
  ['features/room/Ask.tsx', "import type { Lesson } from '~/api/shapes.ts';"],
  ['features/room/Stage.tsx', "import { Flyer } from '../player/danmaku.ts';"],
  ['features/replay/story.ts', "import type { Entry } from '../room/wire.ts';"],
  ['routes/room.tsx', "import { Room } from '~/features/room/Room.tsx';"],
  ['main.tsx', "import { App } from './routes/App.tsx';"],
])('%s may say: %s', (file, text) => {
  expect(imported(file, text).map((to) => wrong(file, to))).toEqual([null]);
});
