// What of slides everybody in a room fetches.
export { default as SlideBar } from './SlideBar.tsx';
export { default as SlideLayer } from './SlideLayer.tsx';
export { pageShown } from './shown.ts';
