export { Devices as default } from '~/features/devices/Devices.tsx';
