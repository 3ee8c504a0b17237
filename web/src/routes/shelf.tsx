export { Shelf as default } from '~/features/pack/Shelf.tsx';
