export { Setup as default } from '~/features/sign_in/Setup.tsx';
