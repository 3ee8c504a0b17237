// A deck for tests.
import type { LessonDeck } from './deck.ts';

/** Labels as "1 2.0 2.1 3": a slide's steps are written behind a dot. */
export function aDeck(id: string, labels: string): LessonDeck {
  const pages = labels.split(' ').map((label, at) => {
    const [slide = '1', step = '0'] = label.split('.');
    return {
      page: at + 1,
      slide: Number(slide),
      step: Number(step),
      label,
      width: 16_000,
      height: 9_000,
      title: `${id} ${label}`,
      links: [],
      clips: [],
    };
  });
  const file = { file_name: `${id}.pptx`, bytes: 1_000, school: 's' };
  return { id, title: id, ...file, state: 'ready', done: pages.length, lost: [], pages };
}
