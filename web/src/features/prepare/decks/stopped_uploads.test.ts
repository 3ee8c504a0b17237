import { expect, test } from 'vitest';
import type { UploadWorld } from '~/lib/upload.ts';
import { giveUp, stoppedUploads } from './stopped_uploads.ts';

function world(store: Map<string, string>, answers: Record<string, Response>) {
  const asked: string[] = [];
  const one: UploadWorld = {
    fetch: async (url, init) => {
      asked.push(`${init.method} ${url}`);
      const answer = answers[url];
      if (!answer) throw new TypeError('network');
      return answer;
    },
    now: () => 0,
    wait: async () => {},
    recall: (key) => store.get(key) ?? null,
    remember: (key, value) => void (value === null ? store.delete(key) : store.set(key, value)),
  };
  return { one, asked };
}

const half = () => new Response(null, { headers: { 'upload-offset': '1700' } });
const gone = () => new Response(null, { status: 404 });

test('what a reload stopped is told with how far it is, and what the server forgot is not', async () => {
  const store = new Map([
    ['upload:大讲义：光.pdf:5000:17', '/api/uploads/a'],
    ['upload:old.pdf:9:1', '/api/uploads/b'],
    ['upload:far.pdf:9:1', '/api/uploads/c'],
    ['drafts:x', 'y'],
  ]);
  const { one, asked } = world(store, { '/api/uploads/a': half(), '/api/uploads/b': gone() });
  const found = await stoppedUploads(one, [...store.keys()]);
  expect(found).toEqual([
    {
      key: 'upload:大讲义：光.pdf:5000:17',
      name: '大讲义：光.pdf',
      size: 5000,
      sent: 1700,
      url: '/api/uploads/a',
    },
  ]);
  expect(asked).toHaveLength(3);
  // Of what gave no answer nothing is known, so it may go on another time.
  expect([...store.keys()]).not.toContain('upload:old.pdf:9:1');
  expect([...store.keys()]).toContain('upload:far.pdf:9:1');
});

test('what is given up is forgotten here and there', () => {
  const store = new Map([['k', '/api/uploads/a']]);
  const { one, asked } = world(store, { '/api/uploads/a': half() });
  giveUp({ key: 'k', name: 'a.pdf', size: 2, sent: 1, url: '/api/uploads/a' }, one);
  expect(store.size).toBe(0);
  expect(asked).toEqual(['DELETE /api/uploads/a']);
});
