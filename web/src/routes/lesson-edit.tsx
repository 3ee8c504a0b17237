export { LessonEdit as default } from '~/features/lessons/LessonEdit.tsx';
