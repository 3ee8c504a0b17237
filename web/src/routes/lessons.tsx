export { Lessons as default } from '~/features/lessons/Lessons.tsx';
