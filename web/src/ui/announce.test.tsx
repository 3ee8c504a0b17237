import { type ComponentChildren, render } from 'preact';
import { act } from 'preact/test-utils';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import { APART_MS, announce, Speech } from './announce.ts';
import { Banner } from './bits.tsx';
import { Dialog } from './Dialog.tsx';
import { Field } from './Field.tsx';
import { Live, Told } from './Live.tsx';
import { Toasts, toast } from './Toast.tsx';

let root: HTMLElement;
const show = (page: ComponentChildren) => act(() => render(page, root));
const regions = () => [...document.querySelectorAll('[aria-live], [role=status], [role=alert]')];
const heard = () => regions().map((one) => one.textContent);
const pass = (ms: number) => act(() => void vi.advanceTimersByTime(ms));

// One clock for all of them, for the voice is one.
beforeAll(() => {
  vi.useFakeTimers();
});
afterAll(() => {
  vi.useRealTimers();
});

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  root = document.createElement('div');
  document.body.append(root);
});

afterEach(async () => {
  await pass(10 * APART_MS);
  render(null, root);
  root.remove();
});

test('one text in three seconds, the latest ones win', () => {
  const speech = new Speech();
  for (const text of ['1', '2', '2', '3', '4']) speech.offer(text);
  expect(speech.take(0)).toBe('2');
  expect(speech.take(APART_MS - 1)).toBeUndefined();
  expect(speech.take(APART_MS)).toBe('3');
  expect(speech.take(2 * APART_MS)).toBe('4');
  expect(speech.take(9 * APART_MS)).toBeUndefined();
});

test('a page with many things to tell has one region, and tells one after the other', async () => {
  await show(
    <>
      <Banner tone="mark">broken</Banner>
      <Told>three found</Told>
      <Toasts />
      <Live />
    </>,
  );
  await act(() => void toast('saved'));
  expect(heard()).toEqual(['broken']);
  await pass(APART_MS);
  expect(heard()).toEqual(['three found']);
  await pass(APART_MS);
  expect(heard()).toEqual(['saved']);
  await pass(APART_MS);
  expect(heard()).toEqual(['']);
});

test('the same text a second time is said a second time', async () => {
  await show(<Live />);
  await act(() => announce('no network'));
  await pass(APART_MS);
  expect(heard()).toEqual(['']);
  await act(() => announce('no network'));
  expect(heard()).toEqual(['no network']);
});

test('a modal dialog tells in its own region: what lies beneath it is not heard', async () => {
  await show(
    <>
      <Live />
      <Dialog title="Ask" onClose={() => {}}>
        <Told>not possible</Told>
      </Dialog>
    </>,
  );
  expect(document.querySelector('dialog [aria-live]')?.textContent).toBe('not possible');
  expect(heard()).toEqual(['', 'not possible']);
});

test('a form that is wrong leads to its first wrong field, and does not talk of all at once', async () => {
  const form = (error?: string) => (
    <form>
      <Field label="One" value="" onValue={() => {}} />
      <Field label="Two" value="" onValue={() => {}} error={error} />
      <Field label="Three" value="" onValue={() => {}} error={error} />
      <button type="submit">Send</button>
      <Live />
    </form>
  );
  await show(form());
  root.querySelector('button')?.focus();
  await show(form('needed'));
  expect(document.activeElement).toBe(root.querySelectorAll('input')[1]);
  expect(heard()).toEqual(['']);
});

test('who is typing stays where he is, and is told', async () => {
  const form = (error?: string) => (
    <form>
      <Field label="One" value="" onValue={() => {}} error={error} />
      <Field label="Two" value="" onValue={() => {}} />
      <Live />
    </form>
  );
  await show(form());
  const typing = root.querySelectorAll('input')[1];
  typing?.focus();
  await show(form('needed'));
  expect(document.activeElement).toBe(typing);
  expect(heard()).toEqual(['needed']);
});
