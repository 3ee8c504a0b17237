export { EditionPage as default } from '~/features/editions/EditionPage.tsx';
