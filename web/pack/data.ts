// What lies in a pack, as crates/live/src/pack/format writes it.

export interface Manifest {
  format: number;
  pack: string;
  lesson: string;
  class: string;
  title: string;
  class_name: string;
  made_at: string;
  secret: string;
}

export interface Choice {
  id: string;
  text: string;
}
export interface Prompt {
  kind: 'single' | 'multiple' | 'true_false' | 'short_text';
  stem: string;
  choices: Choice[];
  points: number;
}
export type Key =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; accepted: string[] };
export type Answer =
  | { kind: 'choices'; choices: string[] }
  | { kind: 'truth'; value: boolean }
  | { kind: 'text'; text: string };
export interface Count {
  choice: string;
  people: number;
}

/** An entry of the lesson's log; players know some kinds and leave the others alone. */
export interface Entry {
  seq: number;
  at_ms: number;
  by?: string;
  kind: string;
  body: unknown;
}

export interface Run {
  run: number;
  start_ms: number;
  duration_ms: number;
  file: string;
  has_picture: boolean;
}

export interface Person {
  id: string;
  name: string;
}

export interface Lesson {
  title: string;
  course: string;
  school: string;
  teachers: string[];
  class: Person;
  opened_at: string;
  duration_ms: number;
  shift_ms: number;
  people: Person[];
  names: Record<string, string>;
  entries: Entry[];
  runs: Run[];
}

declare global {
  interface Window {
    XINGTAN_PACK?: Manifest;
    XINGTAN_LESSON?: Lesson;
  }
}

export interface Pack {
  manifest: Manifest;
  lesson: Lesson;
}

/** The pack around this page; nothing when its files were taken apart. */
export function packHere(): Pack | null {
  const { XINGTAN_PACK: manifest, XINGTAN_LESSON: lesson } = window;
  return manifest && lesson ? { manifest, lesson } : null;
}
