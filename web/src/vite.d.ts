/// <reference types="vite/client" />

// The light build plays muxed playlists, which is what we make; it comes without types.
declare module 'hls.js/light' {
  export { default } from 'hls.js';
}
