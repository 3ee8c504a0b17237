// What everybody in a room fetches once the stage is there: one file, for each costs a journey.
export { Beneath } from './Beneath.tsx';
export { LearnerBar } from './LearnerBar.tsx';
export { News } from './News.tsx';
