import { signal } from '@preact/signals';
import type { Catalogue } from '~/texts/catalogue.ts';

// Texts stand in the i18next JSON v4 format: one file per language and feature, flat keys, plural
// forms as `key_one` and `key_other`, values as {{name}}.

export type Language = 'zh-CN' | 'en';
export type Namespace = keyof Catalogue & string;
type Base<K> = K extends `${infer B}_${'one' | 'other' | 'zero' | 'few' | 'many' | 'two'}` ? B : K;
export type TextKey = {
  [N in Namespace]: `${N}.${Base<keyof Catalogue[N] & string>}`;
}[Namespace];
export type Values = Record<string, string | number>;

type Texts = Record<string, string>;
type Loader = () => Promise<{ default: Texts }>;

const files = import.meta.glob<{ default: Texts }>('../texts/*/*.json');
const loaded = new Map<string, Texts>();
const wanted = new Set<Namespace>();

/** The language on screen; components that call `t` render again when it changes. */
export const language = signal<Language>('zh-CN');

/** The language to start with: the one chosen before, else the browser's, else Chinese. */
export function preferredLanguage(
  stored: string | null,
  browser: readonly string[] = navigator.languages,
): Language {
  if (stored === 'zh-CN' || stored === 'en') return stored;
  for (const tag of browser) {
    if (/^zh\b/i.test(tag)) return 'zh-CN';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'zh-CN';
}

/** Loads the texts a page needs, in the language on screen. */
export async function loadTexts(...namespaces: Namespace[]): Promise<void> {
  for (const namespace of namespaces) wanted.add(namespace);
  await Promise.all(namespaces.map((namespace) => load(language.peek(), namespace)));
}

/** Changes the language on screen once every text in use is there. */
export async function setLanguage(next: Language): Promise<void> {
  await Promise.all([...wanted].map((namespace) => load(next, namespace)));
  language.value = next;
  document.documentElement.lang = next;
}

/** Hands texts over directly; for tests. */
export function provideTexts(of: Language, namespace: string, texts: Texts): void {
  loaded.set(`${of}/${namespace}`, texts);
}

async function load(of: Language, namespace: string): Promise<void> {
  const name = `${of}/${namespace}`;
  if (loaded.has(name)) return;
  const loader = files[`../texts/${name}.json`] as Loader | undefined;
  if (loader) loaded.set(name, (await loader()).default);
}

/** The text of a key; `count` chooses the plural form. */
export function t(key: TextKey, values?: Values): string {
  return find(key, values) ?? key;
}

export function hasText(key: string): boolean {
  return find(key, {}) !== undefined;
}

function find(key: string, values?: Values): string | undefined {
  const dot = key.indexOf('.');
  const texts = loaded.get(`${language.value}/${key.slice(0, dot)}`);
  const name = key.slice(dot + 1);
  let text = texts?.[name];
  if (values && typeof values.count === 'number') {
    const form = new Intl.PluralRules(language.value).select(values.count);
    text = texts?.[`${name}_${form}`] ?? texts?.[`${name}_other`] ?? text;
  }
  return text?.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, value: string) => String(values?.[value] ?? ''));
}
