// Shapes of the HTTP interface, as the server documents them.

export type Id = string;
/** RFC 3339, UTC. */
export type Time = string;
/** An enum that may grow: code must survive a word it does not know. */
export type Open<T extends string> = T | (string & {});

export interface Named {
  id: Id;
  name: string;
}
export interface Page<T> {
  items: T[];
  next?: string | null;
  total?: number;
}
export interface ProblemField {
  field: string;
  code: string;
  detail?: string;
}
export interface ProblemBody {
  status: number;
  code: string;
  title?: string;
  detail?: string;
  fields?: ProblemField[];
  retry_after_ms?: number;
}

export type LanguageTag = Open<'zh-CN' | 'en'>;
export type RoleName = Open<'administrator' | 'teacher' | 'learner'>;
export interface Membership {
  role: RoleName;
  region?: Named | null;
  school?: Named | null;
  class?: Named | null;
}
export interface Me extends Named {
  display_name: string;
  language: LanguageTag;
  memberships: Membership[];
}
export interface Session {
  id: Id;
  created_at: Time;
  last_seen_at: Time;
  user_agent?: string | null;
  is_current: boolean;
}
export interface SetupBody {
  name: string;
  password: string;
  display_name: string;
  region_name: string;
  school_name: string;
}
export interface SchoolClass extends Named {
  grade?: string | null;
  learners: number;
}
export interface School extends Named {
  region: Id;
  classes: SchoolClass[];
}
export interface Organisations {
  regions: Named[];
  alliances: (Named & { schools: Id[] })[];
  schools: School[];
}
export interface Person extends Named {
  display_name: string;
  roles: RoleName[];
  class?: Named | null;
}
export interface NewPerson {
  name: string;
  display_name: string;
  role: RoleName;
  class?: Id;
  password?: string;
}

export interface ImportTotals {
  rows: number;
  new: number;
  existing: number;
  errors: number;
}
export interface ImportError {
  column: string;
  code: string;
  value?: string | null;
}
export interface ImportRow {
  line: number;
  name: string;
  display_name: string;
  role: string;
  class?: string | null;
  action: Open<'create' | 'join' | 'none' | 'error'>;
  errors: ImportError[];
}
export interface RosterImport {
  id: Id;
  state: Open<'previewed' | 'accepted' | 'discarded'>;
  file_encoding: string;
  columns: string[];
  totals: ImportTotals;
  rows: Page<ImportRow> | ImportRow[];
}

export interface Course {
  id: Id;
  title: string;
  school?: Named | Id;
}
export type Part = Open<'anchor' | 'receiving'>;
export type Form = Open<'live' | 'recorded' | 'implanted' | 'observation'>;
export type Attending = Open<'own_devices' | 'classroom_screen' | 'pack'>;
export interface Audience {
  class: Named;
  school: Named;
  part: Part;
  form: Form;
  starts_at?: Time | null;
  teacher?: Named | null;
  attending: Attending;
}
export interface AudienceBody {
  class: Id;
  part: Part;
  form: Form;
  attending: Attending;
  starts_at?: Time;
  teacher?: Id;
}
/** Somebody whose name stands in a lesson's journal. */
export interface RoomPerson {
  person: Id;
  name: string;
  role: Open<'learner' | 'staff'>;
  class?: Id | null;
}
export type LessonState = 'planned' | 'open' | 'closed';
export interface Lesson {
  id: Id;
  course: { id: Id; title: string };
  title: string;
  starts_at: Time;
  minutes: number;
  state: LessonState;
  opened_at?: Time | null;
  closed_at?: Time | null;
  school: Named;
  teachers: Named[];
  audience: Audience[];
  my_role: Open<'learner' | 'staff'>;
  my_class?: Id | Named | null;
}
export interface LessonBody {
  course: Id;
  title: string;
  starts_at: Time;
  minutes: number;
  audience: AudienceBody[];
}
export interface Today {
  now: Time;
  current: Lesson | null;
  next: Lesson | null;
  later: Lesson[];
  recent: Lesson[];
}

export type QuestionKind = 'single' | 'multiple' | 'true_false' | 'short_text';
export interface Choice {
  id: string;
  text: string;
}
export interface Prompt {
  kind: QuestionKind;
  stem: string;
  choices: Choice[];
  points: number;
}
export type Key =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; accepted: string[] };
export interface Question {
  prompt: Prompt;
  key?: Key | null;
  explanation?: string | null;
}
export interface PreparedQuestion {
  id: Id;
  position: number;
  question: Question;
  limit_ms?: number | null;
}
export interface PreparedQuestionBody {
  position?: number;
  question: Question;
  limit_ms?: number | null;
}

export interface StreamStats {
  video_codec?: string | null;
  width?: number | null;
  height?: number | null;
  fps?: number | null;
  kbps?: number | null;
  audio_codec?: string | null;
  since?: Time | null;
}
export interface StreamProblem {
  code: string;
  detail?: string | null;
  at: Time;
}
export interface Stream {
  server: string;
  key: string;
  url: string;
  state: Open<'idle' | 'publishing'>;
  stats?: StreamStats | null;
  problem?: StreamProblem | null;
  obs?: Record<string, string | number>;
}
export interface MediaAddress {
  kind: Open<'fmp4' | 'flv' | 'hls'>;
  url: string;
  until?: Time;
}
export interface ServerInfo {
  name: string;
  version: string;
  utc: Time;
}

/** One line per route: what it takes and what it answers. */
export interface Routes {
  'GET /api/server': { answer: ServerInfo };
  'POST /api/sessions': { body: { name: string; password: string }; answer: { me: Me } };
  'GET /api/sessions': { query?: { cursor?: string }; answer: Page<Session> };
  'DELETE /api/sessions': { answer: undefined };
  'DELETE /api/sessions/current': { answer: undefined };
  'DELETE /api/sessions/{id}': { path: { id: Id }; answer: undefined };
  'GET /api/me': { answer: Me };
  'PATCH /api/me': { body: { language: LanguageTag }; answer: Me };
  'PUT /api/me/password': { body: { current: string; new: string }; answer: undefined };
  'GET /api/setup/{token}': { path: { token: string }; answer: { valid: boolean } };
  'POST /api/setup/{token}': { path: { token: string }; body: SetupBody; answer: { me: Me } };
  'GET /api/organisations': { answer: Organisations };
  'POST /api/schools/{school}/classes': {
    path: { school: Id };
    body: { name: string };
    answer: Named;
  };
  'GET /api/schools/{school}/people': {
    path: { school: Id };
    query?: { q?: string; role?: string; class?: string; cursor?: string; limit?: number };
    answer: Page<Person>;
  };
  'POST /api/schools/{school}/people': {
    path: { school: Id };
    body: NewPerson;
    answer: { password?: string | null };
  };
  'POST /api/people/{person}/password': { path: { person: Id }; answer: { password: string } };
  'GET /api/imports/{id}/rows': {
    path: { id: Id };
    query?: { cursor?: string; errors_only?: boolean };
    answer: Page<ImportRow>;
  };
  'POST /api/schools/{school}/imports': { path: { school: Id }; body: Blob; answer: RosterImport };
  'POST /api/imports/{id}/acceptance': { path: { id: Id }; answer: RosterImport };
  'DELETE /api/imports/{id}': { path: { id: Id }; answer: undefined };
  'GET /api/courses': { query?: { cursor?: string }; answer: Page<Course> };
  'POST /api/courses': { body: { title: string; school: Id }; answer: Course };
  'GET /api/lessons': {
    query?: { from?: Time; to?: Time; state?: string; course?: string; cursor?: string };
    answer: Page<Lesson>;
  };
  'POST /api/lessons': { body: LessonBody; answer: Lesson };
  'GET /api/lessons/{id}': { path: { id: Id }; answer: Lesson };
  'PATCH /api/lessons/{id}': { path: { id: Id }; body: Partial<LessonBody>; answer: Lesson };
  'DELETE /api/lessons/{id}': { path: { id: Id }; answer: undefined };
  'GET /api/today': { answer: Today };
  'GET /api/lessons/{id}/questions': {
    path: { id: Id };
    answer: Page<PreparedQuestion> | PreparedQuestion[];
  };
  'POST /api/lessons/{id}/questions': {
    path: { id: Id };
    body: PreparedQuestionBody;
    answer: PreparedQuestion;
  };
  'PUT /api/lessons/{id}/questions/{question}': {
    path: { id: Id; question: Id };
    body: PreparedQuestionBody;
    answer: PreparedQuestion;
  };
  'DELETE /api/lessons/{id}/questions/{question}': {
    path: { id: Id; question: Id };
    answer: undefined;
  };
  'POST /api/lessons/{id}/opening': { path: { id: Id }; answer: Lesson };
  'POST /api/lessons/{id}/closing': { path: { id: Id }; answer: Lesson };
  'GET /api/lessons/{id}/stream': { path: { id: Id }; answer: Stream };
  'POST /api/lessons/{id}/stream-key': { path: { id: Id }; answer: Stream };
  'GET /api/lessons/{id}/report': {
    path: { id: Id };
    answer: import('~/features/report/shapes.ts').Report;
  };
  'GET /api/lessons/{id}/replay': {
    path: { id: Id };
    answer: import('~/features/player/track.ts').Recording;
  };
  'GET /api/lessons/{id}/entries': {
    path: { id: Id };
    query?: { after?: number; limit?: number };
    answer: { items: import('~/features/room/wire.ts').Entry[]; next?: string | number | null };
  };
  'GET /api/lessons/{id}/people': {
    path: { id: Id };
    answer: RoomPerson[] | { items: RoomPerson[] };
  };
  'GET /api/lessons/{id}/media': { path: { id: Id }; answer: MediaAddress[] };
}
