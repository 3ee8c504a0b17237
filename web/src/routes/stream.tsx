export { StreamPage as default } from '~/features/stream/StreamPage.tsx';
