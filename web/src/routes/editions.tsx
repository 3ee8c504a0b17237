export { Editions as default } from '~/features/editions/Editions.tsx';
