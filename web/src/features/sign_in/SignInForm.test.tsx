import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import problems from '~/texts/zh-CN/problems.json';
import { SignInForm } from './SignInForm.tsx';

let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  provideTexts('zh-CN', 'problems', problems);
  root = document.createElement('div');
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

function type(selector: string, value: string): HTMLInputElement {
  const input = root.querySelector<HTMLInputElement>(selector);
  if (!input) throw new Error(selector);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  return input;
}

test('a refused password leaves everything typed and says why', async () => {
  const body = JSON.stringify({ status: 401, code: 'session.wrong_password' });
  vi.stubGlobal('fetch', async () => new Response(body, { status: 401 }));
  const onSignedIn = vi.fn();
  await act(() => render(<SignInForm onSignedIn={onSignedIn} />, root));
  await act(() => {
    type('[autocomplete=username]', 'lin.yue');
    type('[autocomplete=current-password]', 'not this one');
  });
  await act(() => {
    root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
  });
  await vi.waitFor(() => expect(root.querySelector('[id$=-error]')).not.toBeNull());
  const value = (name: string) =>
    root.querySelector<HTMLInputElement>(`[autocomplete=${name}]`)?.value;
  expect(value('username')).toBe('lin.yue');
  expect(value('current-password')).toBe('not this one');
  expect(root.querySelector('[id$=-error]')?.textContent).toContain(
    problems['session.wrong_password'],
  );
  expect(onSignedIn).not.toHaveBeenCalled();
});

test('from the third wrong password on the form says whom to ask, whatever the name', async () => {
  const body = JSON.stringify({ status: 401, code: 'session.wrong_password' });
  const fetched = vi.fn(async () => new Response(body, { status: 401 }));
  vi.stubGlobal('fetch', fetched);
  await act(() => render(<SignInForm onSignedIn={() => {}} />, root));
  for (const [at, name] of ['lin.yue', 'nobody.at.all', 'lin.yue'].entries()) {
    expect(root.textContent).not.toContain(core.ask_password);
    await act(() => {
      type('[autocomplete=username]', name);
      type('[autocomplete=current-password]', `wrong ${at}`);
    });
    await act(() => {
      root.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
    });
    await vi.waitFor(() => {
      expect(fetched).toHaveBeenCalledTimes(at + 1);
      expect(root.querySelector('[type=submit]')?.hasAttribute('disabled')).toBe(false);
    });
  }
  expect(root.textContent).toContain(core.ask_password);
});
