export { ShelfPlayer as default } from '~/features/pack/ShelfPlayer.tsx';
