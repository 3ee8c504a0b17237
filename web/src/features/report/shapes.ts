// The class report, as the server answers it.
import type { Answer, Choice, Key, Prompt } from '~/features/item/judge.ts';

export type AttendanceState = 'present' | 'late' | 'left_early' | 'absent';

/** Whether one learner came; times are the lesson's, minutes are whole. */
export interface AttendanceRow {
  person: string;
  name: string;
  class?: string | null;
  arrived_at?: string | null;
  left_at?: string | null;
  minutes: number;
  late_ms?: number | null;
  state: AttendanceState;
}

/** One learner's answer; without `answer` when the poll was anonymous. */
export interface AnswerRow {
  person: string;
  name: string;
  answer?: Answer | null;
  right?: boolean | null;
  points: number;
  late_by_network: boolean;
}

interface Asked {
  activity: string;
  at_ms: number;
  stem: string;
  answered: number;
  is_shown: boolean;
  /** Absent for a learner to whom the result was not shown. */
  counts?: { choice: string; people: number }[] | null;
  answers: AnswerRow[];
}
export interface PollReport extends Asked {
  kind: 'poll';
  choices: Choice[];
  multiple: boolean;
  anonymous: boolean;
}
export interface QuizReport extends Asked {
  kind: 'quiz';
  prompt: Prompt & { stem: string };
  key?: Key | null;
  explanation?: string | null;
}
export type ActivityReport = PollReport | QuizReport;

export interface Report {
  opened_at?: string | null;
  duration_ms: number;
  expected: number;
  here: number;
  attendance: AttendanceRow[];
  danmaku_count: number;
  danmaku_by_person: { person: string; name: string; count: number }[];
  hands: number;
  activities: ActivityReport[];
}
