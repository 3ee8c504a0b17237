export { KeptPage as default } from '~/features/kept/KeptPage.tsx';
