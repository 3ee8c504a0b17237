export { PhonePage as default } from '~/features/phone/PhonePage.tsx';
