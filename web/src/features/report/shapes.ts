// The class report, as the server answers it.
export interface AttendanceRow {
  person: string;
  name: string;
  minutes: number;
  state: 'present' | 'late' | 'left_early' | 'absent';
}
export interface ReportActivity {
  activity: string;
  stem?: string;
  prompt?: { stem: string; choices: { id: string; text: string }[] };
  answered: number;
  counts: { choice: string; people: number }[];
}
export interface Report {
  expected: number;
  here: number;
  attendance: AttendanceRow[];
  danmaku_count: number;
  activities: ReportActivity[];
}
