// What of slides a room fetches once there is any.
export { default as PagesDrawer } from './PagesDrawer.tsx';
export { default as SlideBar } from './SlideBar.tsx';
export { default as SlideLayer } from './SlideLayer.tsx';
