export { TrustPage as default } from '~/features/trust/TrustPage.tsx';
