// The class report, as the server answers it.
import type { components } from '~/api/schema.ts';

type Schemas = components['schemas'];

/** Whether one learner came; times are the lesson's, minutes are whole. */
export type AttendanceRow = Schemas['AttendanceRow'];
export type AttendanceState = Schemas['Attended'];
/** One learner's answer; without `answer` when the poll was anonymous. */
export type AnswerRow = Schemas['AnswerRow'];
export type PollReport = Schemas['PollReport'] & { kind: 'poll' };
export type QuizReport = Schemas['QuizReport'] & { kind: 'quiz' };
export type ActivityReport = Schemas['ActivityReport'];
export type Report = Schemas['Report'];
