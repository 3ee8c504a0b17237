// The golden scripts of docs/protocol/golden: the frames each viewer is sent lead to the model
// that the Rust engine's snapshot shows.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { classesOf } from '../classes/now.ts';
import { stagesOf } from '../stage/now.ts';
import { applyEntry, applyMessage, EMPTY } from './model.ts';
import type { ServerMessage } from './wire.ts';

interface Script {
  about: string;
  names: Record<string, string>;
  model: Record<string, { inked?: object }>;
  frames: Record<string, ServerMessage[]>;
  joins: Record<string, { after_frames: number; welcome: ServerMessage }>;
}

function filled(value: unknown, names: Record<string, string>): unknown {
  if (typeof value === 'string') return names[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => filled(item, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, names)]));
}

function read(file: string): Script {
  const script: Script = JSON.parse(readFileSync(`../docs/protocol/golden/${file}.json`, 'utf8'));
  // Where there is ink since the snapshot is not in the model: the board knows.
  for (const model of Object.values(script.model)) delete model.inked;
  return script;
}

const SCRIPTS = [
  'poll',
  'quiz',
  'talk',
  'pages',
  'parts',
  'writers',
  'ink_refused',
  'stage',
  'hold',
  'call',
  'random',
];

function fold(frames: ServerMessage[]) {
  let model = EMPTY;
  for (const frame of frames) {
    model = frame.type === 'entry' ? applyEntry(model, frame) : applyMessage(model, frame, 0);
  }
  // Stages and classes are folded apart: a room without them does not fetch what does it.
  return { ...model, stages: stagesOf(model), classes: classesOf(model) };
}

test.each(SCRIPTS)('the golden script %s', (file) => {
  const script = read(file);
  for (const [viewer, expected] of Object.entries(script.model)) {
    const model = fold(script.frames[viewer] ?? []);
    expect(model, `${file}: ${viewer}`).toMatchObject(filled(expected, script.names) as object);
  }
});

test.each(SCRIPTS)('joining in the middle of %s ends the same', (file) => {
  const script = read(file);
  for (const [viewer, expected] of Object.entries(script.model)) {
    const join = script.joins[viewer];
    if (!join) throw new Error(`${viewer} does not join`);
    const tail = (script.frames[viewer] ?? []).slice(join.after_frames);
    const model = fold([join.welcome, ...tail]);
    expect(model, `${file}: ${viewer}`).toMatchObject(filled(expected, script.names) as object);
  }
});

test.each(SCRIPTS)('staff know after %s who answered, joining early or late', (file) => {
  const script = read(file);
  for (const [viewer, join] of Object.entries(script.joins)) {
    const whole = fold(script.frames[viewer] ?? []);
    if (whole.me?.role !== 'staff') continue;
    const tail = (script.frames[viewer] ?? []).slice(join.after_frames);
    const late = fold([join.welcome, ...tail]);
    const who = (model: typeof whole) =>
      model.activities.map((one) => [one.activity, [...(one.answered_by ?? [])].sort()]);
    expect(who(late)).toEqual(who(whole));
    for (const one of whole.activities) {
      expect(one.answered_by ?? [], one.activity).toHaveLength(one.answered);
    }
  }
});
