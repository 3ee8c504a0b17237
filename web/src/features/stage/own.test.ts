// One's own sound and picture follow what the room says of one's seat.
import { signal } from '@preact/signals';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Lesson } from '~/api/shapes.ts';
import { provideTexts } from '~/lib/i18n.ts';
import texts from '~/texts/zh-CN/stage.json';
import type { Action, StageEntry, StageKinds } from '../room/wire.ts';
import type { MediaState, OwnTracks, StageMedia } from './media.ts';
import { OwnStage } from './own.ts';
import type { StageModel, StageRoom } from './room.ts';
import type { Voice } from './voices.ts';

const OFF = { sound: false, picture: false, screen: false };
const ON = { sound: true, picture: true, screen: false };

class Track {
  enabled = true;
  isStopped = false;
  addEventListener(): void {}
  stop(): void {
    this.isStopped = true;
  }
}

class Recorder implements StageMedia {
  readonly said: (OwnTracks | 'stopped')[] = [];
  async publish(tracks: OwnTracks): Promise<void> {
    this.said.push(tracks);
  }
  stop(): void {
    this.said.push('stopped');
  }
  heard: readonly Voice[] = [];
  hear(voices: readonly Voice[]): void {
    this.heard = voices;
  }
  attach = () => () => {};
  lower(): void {}
  onState(listener: (state: MediaState) => void) {
    listener({ own: 'idle', speaking: new Set(), uplink: 'good' });
    return () => {};
  }
  close(): void {}
}

let opened: Track[] = [];

beforeEach(() => {
  provideTexts('zh-CN', 'stage', texts);
  opened = [];
  vi.stubGlobal('isSecureContext', true);
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: async () => {
        const track = new Track();
        opened.push(track);
        return { getTracks: () => [track] };
      },
    },
  });
});

function enter() {
  const me = { person: 'lin', name: 'Lin', role: 'learner' as const };
  const model = signal<StageModel>({
    state: 'open',
    me,
    staged: [],
    hands: [],
    people: [],
    surface: { kind: 'none' },
  });
  const asked: Action[] = [];
  const room: StageRoom = {
    lesson: {} as Lesson,
    model,
    video: signal(null),
    hasStage: signal(false),
    ask: async (action) => {
      asked.push(action);
    },
    nowMs: () => 0,
    onStop: [],
  };
  const media = new Recorder();
  const own = new OwnStage(room, media);
  let seq = 0;
  const hear = (kind: StageEntry['kind'], body: object) => {
    seq += 1;
    const entry = { seq, at_ms: 0, v: 1, see: { to: 'everyone' }, kind, body };
    model.value = { ...model.value, staged: [...model.value.staged, entry as StageEntry] };
  };
  const join = (on: StageKinds) =>
    hear('stage.joined', {
      stage: 1,
      person: 'lin',
      name: 'Lin',
      role: 'learner',
      seat: 1,
      may: ON,
      on,
    });
  return { own, media, asked, hear, join };
}

test('nothing is sent before one is on the stage, and then only what is on', async () => {
  const { own, media, join, hear } = enter();
  await own.open('sound');
  await own.open('picture');
  expect(media.said).toEqual([]);
  join({ ...OFF, picture: true });
  const { sound, picture } = own.tracks.value;
  expect(media.said).toEqual([{ sound: null, picture, screen: null }]);
  expect(sound?.enabled).toBe(false);
  hear('stage.changed', { stage: 1, person: 'lin', on: ON });
  expect(media.said[1]).toEqual({ sound, picture, screen: null });
  expect(sound?.enabled).toBe(true);
});

test('who is muted is not heard whatever his page does', async () => {
  const { own, media, join, hear } = enter();
  await own.open('sound');
  join(ON);
  hear('stage.muted', { stage: 1 });
  expect(media.said[media.said.length - 1]).toMatchObject({ sound: null });
  expect(own.tracks.value.sound?.enabled).toBe(false);
});

test('stepping down closes camera and microphone', async () => {
  const { own, media, join, hear } = enter();
  await own.open('sound');
  await own.open('picture');
  join(ON);
  hear('stage.left', { stage: 1, person: 'lin', why: 'lowered' });
  await Promise.resolve();
  expect(media.said[media.said.length - 1]).toBe('stopped');
  expect(opened.map((track) => track.isStopped)).toEqual([true, true]);
});

test('what others do on the stage sends nothing anew', async () => {
  const { own, media, join, hear } = enter();
  await own.open('sound');
  join(ON);
  const before = media.said.length;
  hear('stage.joined', { stage: 1, person: 'wu', role: 'learner', seat: 2, may: ON, on: OFF });
  expect(media.said.length).toBe(before);
  expect(media.heard).toEqual([{ person: 'wu', isOn: false }]);
});

test('a microphone is switched on by its owner, once it is open', async () => {
  const { own, asked, join } = enter();
  join(OFF);
  await own.set('sound', true);
  expect(opened.length).toBe(1);
  expect(asked).toEqual([{ type: 'set_on_stage', stage: 1, ...OFF, sound: true }]);
});

test.each([
  ['NotAllowedError', 'denied'],
  ['NotFoundError', 'missing'],
  ['NotReadableError', 'busy'],
  ['SomethingNew', 'unforeseen'],
])('a browser that says %s is put into words', async (name, why) => {
  const { own } = enter();
  vi.stubGlobal('navigator', {
    mediaDevices: {
      getUserMedia: async () => {
        throw Object.assign(new Error(name), { name });
      },
    },
  });
  expect(await own.open('sound')).toBe(false);
  expect(own.trouble.value).toEqual({ kind: 'sound', why });
});

test('on a plain address one learns that it needs https', async () => {
  const { own } = enter();
  vi.stubGlobal('isSecureContext', false);
  expect(await own.open('picture')).toBe(false);
  expect(own.trouble.value).toEqual({ kind: 'picture', why: 'insecure' });
});

test('on a weak line the picture goes and the sound stays, with a way back', async () => {
  const { own, asked, media, join, hear } = enter();
  await own.open('sound');
  await own.open('picture');
  join(ON);
  await own.soundOnly();
  expect(asked).toEqual([{ type: 'set_on_stage', stage: 1, ...ON, picture: false }]);
  hear('stage.changed', { stage: 1, person: 'lin', on: { ...ON, picture: false } });
  expect(own.isSaving.value).toBe(true);
  const { sound } = own.tracks.value;
  expect(media.said[media.said.length - 1]).toEqual({ sound, picture: null, screen: null });
  await own.set('picture', true);
  expect(own.isSaving.value).toBe(false);
  expect(asked[1]).toEqual({ type: 'set_on_stage', stage: 1, ...ON, picture: true });
});
