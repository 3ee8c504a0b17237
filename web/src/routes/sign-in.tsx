export { SignIn as default } from '~/features/sign_in/SignIn.tsx';
