// The golden scripts of docs/protocol/golden: the frames each viewer is sent lead to the model
// that the Rust engine's snapshot shows.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { applyEntry, applyMessage, EMPTY } from './model.ts';
import type { ServerMessage } from './wire.ts';

interface Script {
  about: string;
  names: Record<string, string>;
  model: Record<string, object>;
  frames: Record<string, ServerMessage[]>;
}

function filled(value: unknown, names: Record<string, string>): unknown {
  if (typeof value === 'string') return names[value] ?? value;
  if (Array.isArray(value)) return value.map((item) => filled(item, names));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, names)]));
}

function read(file: string): Script {
  return JSON.parse(readFileSync(`../docs/protocol/golden/${file}.json`, 'utf8'));
}

test.each(['poll', 'quiz', 'talk'])('the golden script %s', (file) => {
  const script = read(file);
  for (const [viewer, expected] of Object.entries(script.model)) {
    let model = EMPTY;
    for (const frame of script.frames[viewer] ?? []) {
      model = frame.type === 'entry' ? applyEntry(model, frame) : applyMessage(model, frame, 0);
    }
    expect(model, `${file}: ${viewer}`).toMatchObject(filled(expected, script.names) as object);
  }
});
