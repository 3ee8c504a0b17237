import type { components } from '~/api/schema.ts';

type Schemas = components['schemas'];

export type Pack = Schemas['Pack'];
export type PackFile = Schemas['PackFile'];
export type AnswersTaken = Schemas['AnswersTaken'];
export type ShelvedPack = Schemas['ShelvedPack'];
export type PackImport = Schemas['PackImport'];
export type GivenAnswer = Schemas['GivenAnswer'];

/** A size as people read it: megabytes to one place, or gigabytes. */
export function sizeText(bytes: number): string {
  const mib = bytes / (1 << 20);
  if (mib < 1) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return mib < 1024 ? `${mib < 10 ? mib.toFixed(1) : Math.round(mib)} MB` : gib(mib);
}

function gib(mib: number): string {
  return `${(mib / 1024).toFixed(1)} GB`;
}

/** What to type where there is a command line: it goes on where it stopped. */
export function fetchCommand(address: string, title: string): string {
  const name = title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '') || 'pack';
  return `xingtan pack fetch '${address}' --out '${name}.zip'`;
}
