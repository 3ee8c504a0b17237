import { icon } from './icon.tsx';

// The drawings of marks in a lesson, and of finding one's way in it.
export const Search = icon('M3 11a8 8 0 1 0 16 0a8 8 0 1 0-16 0M21 21l-4.3-4.3');
export const Unclear = icon(
  'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M9.09 9a3 3 0 0 1 5.83 1c0 2-3 3-3 3M12 17h.01',
);
export const Star = icon('M12 2l3.1 6.3 6.9 1-5 4.9 1.2 6.8-6.2-3.2L5.8 21 7 14.2 2 9.3l6.9-1z');
export const Repeat = icon(
  'M17 2l4 4-4 4M3 11v-1a4 4 0 0 1 4-4h14M7 22l-4-4 4-4M21 13v1a4 4 0 0 1-4 4H3',
);
export const SkipBack = icon('M19 20L9 12l10-8zM5 19V5');
export const SkipForward = icon('M5 4l10 8-10 8zM19 5v14');
