import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, expect, test, vi } from 'vitest';
import { usePage } from './page.ts';

function Page({ isReady }: { isReady: boolean }) {
  usePage('A page');
  return isReady ? <h1>A page</h1> : <p>…</p>;
}

const box = document.createElement('div');
const field = document.createElement('input');
document.body.append(box, field);
vi.stubGlobal('scrollTo', () => {});

const show = (isReady: boolean) => act(() => render(<Page isReady={isReady} />, box));
const leave = () => act(() => render(null, box));

afterEach(async () => {
  await leave();
  field.blur();
});

test('the first page moves no focus', async () => {
  await show(true);
  expect(document.activeElement).toBe(document.body);
});

test('the heading of a page that still loads takes the focus once it is there', async () => {
  await show(false);
  await show(true);
  await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('H1'));
});

test('who has gone elsewhere meanwhile keeps the focus', async () => {
  await show(false);
  field.focus();
  await show(true);
  await new Promise((done) => setTimeout(done, 20));
  expect(document.activeElement).toBe(field);
});
