// The answers given on this device: kept by the browser where it may, and saved as a file.
import { signal } from '@preact/signals';
import type { Answer, Manifest } from './data.ts';

export interface Given {
  client_id: string;
  person: string;
  activity: string;
  answer: Answer;
  given_at: string;
}

interface Kept {
  person: string;
  given: Given[];
  /** How many of them are in the file that was saved last. */
  saved: number;
}

/** How an answer stands with the server whose page is around this one. */
export interface Standing {
  given: Given;
  state: 'waiting' | 'sent' | 'refused';
  /** Why it was refused, in the reader's words. */
  why?: string;
}

export class Answers {
  readonly person = signal('');
  readonly given = signal<Given[]>([]);
  readonly saved = signal(0);
  /** What the page around this one said of answers, by their names. */
  readonly standing = signal<ReadonlyMap<string, Standing>>(new Map());
  #manifest: Manifest;

  constructor(manifest: Manifest) {
    this.#manifest = manifest;
    const kept = this.#read();
    this.person.value = kept.person;
    this.given.value = kept.given;
    this.saved.value = kept.saved;
    window.addEventListener('beforeunload', (event) => {
      if (this.waiting > 0 && !isHeld()) event.preventDefault();
    });
    if (!isHeld()) return;
    window.addEventListener('message', (event) => {
      if (event.source !== window.parent) return;
      const said = event.data as { type?: unknown; standing?: unknown } | null;
      if (said?.type !== 'xingtan-pack-standing' || !Array.isArray(said.standing)) return;
      this.#hear(said.standing as Standing[]);
    });
    // It knows of answers that were given before this page was loaded.
    window.parent.postMessage({ type: 'xingtan-pack-hello' }, '*');
  }

  /** Answers that are in no file yet. */
  get waiting(): number {
    return Math.max(0, this.given.value.length - this.saved.value);
  }

  of(activity: string): Given | undefined {
    const { value: person } = this.person;
    return this.given.value.find((one) => one.activity === activity && one.person === person);
  }

  name(person: string): void {
    this.person.value = person;
    this.#keep();
  }

  /** Gives the first answer of the person named to a question. */
  give(activity: string, answer: Answer): void {
    if (!this.person.value || this.of(activity)) return;
    const given: Given = {
      client_id: uuid(),
      person: this.person.value,
      activity,
      answer,
      given_at: new Date().toISOString(),
    };
    this.given.value = [...this.given.value, given];
    this.#keep();
    tellHolder(given);
  }

  /** How an answer stands. Until the page around this one has said so, it waits. */
  stateOf(given: Given): Standing {
    return this.standing.value.get(given.client_id) ?? { given, state: 'waiting' };
  }

  #hear(standing: Standing[]): void {
    // Of what it says no more, such as a refusal that its reader has seen, the last word stands.
    const said = standing.map((one): [string, Standing] => [one.given.client_id, one]);
    this.standing.value = new Map([...this.standing.value, ...said]);
    const known = new Set(this.given.value.map((one) => one.client_id));
    const more = standing.map((one) => one.given).filter((one) => !known.has(one.client_id));
    if (more.length === 0) return;
    this.given.value = [...more, ...this.given.value];
    if (!this.person.value) this.person.value = more[more.length - 1]?.person ?? '';
    this.#keep();
  }

  /** The file in which the answers go back. */
  file(): Blob {
    const { pack, lesson, secret } = this.#manifest;
    const answers = this.given.value;
    const file = { format: 1, kind: 'xingtan-pack-answers', pack, lesson, secret, answers };
    return new Blob([JSON.stringify(file, null, 1)], { type: 'application/json' });
  }

  /** Saves the file by the browser's own means. */
  save(name: string): void {
    const address = URL.createObjectURL(this.file());
    const link = document.createElement('a');
    link.href = address;
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    this.saved.value = this.given.value.length;
    this.#keep();
  }

  get #key(): string {
    return `xingtan-pack-${this.#manifest.pack}`;
  }

  #read(): Kept {
    const nothing: Kept = { person: '', given: [], saved: 0 };
    try {
      return { ...nothing, ...JSON.parse(localStorage.getItem(this.#key) ?? '{}') };
    } catch {
      // Some browsers keep nothing for pages from a disk, or in a sandbox.
      return nothing;
    }
  }

  #keep(): void {
    const { value: person } = this.person;
    const kept: Kept = { person, given: this.given.value, saved: this.saved.value };
    try {
      localStorage.setItem(this.#key, JSON.stringify(kept));
    } catch {
      // They stay as long as the page does, and it warns before it goes.
    }
  }
}

/** Whether a page of a server is around this one, which is told every answer. */
export function isHeld(): boolean {
  return window.parent !== window;
}

function tellHolder(given: Given): void {
  // The page around this one checks from whom it hears; this one has no origin to tell it by.
  if (isHeld()) window.parent.postMessage({ type: 'xingtan-pack-answer', given }, '*');
}

/** A UUIDv7; on a page from a disk `crypto.randomUUID` may be absent. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  let ms = Date.now();
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = ms % 256;
    ms = Math.floor(ms / 256);
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 15);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 63);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
