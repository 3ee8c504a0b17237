import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test } from 'vitest';
import { Problem } from '~/api/problem.ts';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import texts from '~/texts/zh-CN/room.json';
import { Outside, type Why } from './Outside.tsx';

const failed = (status: number): Why => ({
  kind: 'failed',
  error: new Problem({ code: 'x', status }),
  retry: () => {},
});
const CASES: [string, Why, string[]][] = [
  ['another’s room', failed(403), []],
  ['no room at all', failed(404), []],
  ['a server in trouble', failed(503), [core.retry]],
  ['a lesson that is over', { kind: 'over', lesson: '1' }, [texts.to_replay, texts.to_report]],
];

test.each(
  CASES,
)('there is a way home from %s, and no way that leads nowhere', async (_, why, more) => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'room', texts);
  const root = document.createElement('div');
  await act(() => render(<Outside why={why} />, root));
  const ways = [...root.querySelectorAll('a, button')].map((one) => one.textContent);
  expect(ways).toEqual([...more, texts.to_today]);
});
