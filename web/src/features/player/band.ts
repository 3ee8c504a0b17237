// Where over a picture danmaku may fly. No DOM here.

/** The upper part of a slide is its title and what explains it. */
const TITLE = 0.22;
/** The lowest part stays free for captions. */
const CAPTIONS = 0.85;

/** The part of a picture's height that they have: whoever gives them all of it means all. */
export function band(area: number, keepsCaptions: boolean): { from: number; to: number } {
  if (area >= 1) return { from: 0, to: keepsCaptions ? CAPTIONS : 1 };
  const to = TITLE + area;
  return { from: TITLE, to: keepsCaptions ? Math.min(to, CAPTIONS) : Math.min(to, 1) };
}
