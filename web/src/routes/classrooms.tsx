export { Classrooms as default } from '~/features/classroom/Classrooms.tsx';
