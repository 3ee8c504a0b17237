export { Courses as default } from '~/features/courses/Courses.tsx';
