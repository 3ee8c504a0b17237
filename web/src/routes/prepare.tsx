export { Prepare as default } from '~/features/prepare/Prepare.tsx';
