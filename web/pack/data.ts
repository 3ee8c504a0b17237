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

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

export interface DeckPage {
  page: number;
  slide: number;
  label: string;
  width: number;
  height: number;
  title?: string;
  text?: string;
  /** Its path in the pack; absent of a page that could not be made. */
  picture?: string;
  links: (Box & { url?: string; page?: number })[];
  clips: (Box & { file: string; mime: string })[];
}

export interface Deck {
  id: string;
  title: string;
  pages: DeckPage[];
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
  decks?: Deck[];
}

declare global {
  interface Window {
    XINGTAN_PACK?: Manifest;
    XINGTAN_LESSON?: Lesson;
    XINGTAN_INK?: Record<string, string>;
  }
}

export interface Pack {
  manifest: Manifest;
  lesson: Lesson;
  ink: Record<string, string>;
}

/** The pack around this page; nothing when its files were taken apart. */
export function packHere(): Pack | null {
  const { XINGTAN_PACK: manifest, XINGTAN_LESSON: lesson, XINGTAN_INK: ink = {} } = window;
  return manifest && lesson ? { manifest, lesson, ink } : null;
}
