import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import core from '~/texts/zh-CN/core.json';
import { Dialog } from './Dialog.tsx';

let root: HTMLElement;

beforeEach(() => {
  provideTexts('zh-CN', 'core', core);
  root = document.createElement('div');
  document.body.append(root);
});
afterEach(() => {
  render(null, root);
  root.remove();
});

async function show(firm: boolean) {
  const onClose = vi.fn();
  await act(() =>
    render(
      <Dialog title="x" onClose={onClose} firm={firm}>
        <p />
      </Dialog>,
      root,
    ),
  );
  const dialog = root.querySelector('dialog');
  if (!dialog) throw new Error('no dialog');
  const pressEscape = () => dialog.dispatchEvent(new Event('cancel', { cancelable: true }));
  return { dialog, onClose, pressEscape };
}

test('Escape leaves a dialog, and not a firm one', async () => {
  const plain = await show(false);
  plain.pressEscape();
  expect(plain.onClose).toHaveBeenCalledOnce();
  render(null, root);
  const firm = await show(true);
  firm.pressEscape();
  expect(firm.onClose).not.toHaveBeenCalled();
});

test('a firm dialog that the browser closes by itself counts as left', async () => {
  const { dialog, onClose } = await show(true);
  // What a second Escape does: no event that could be cancelled comes before it.
  dialog.close();
  dialog.dispatchEvent(new Event('close'));
  expect(onClose).toHaveBeenCalled();
});

test('a dialog taken away by its page is not left a second time', async () => {
  const { dialog, onClose } = await show(false);
  await act(() => render(null, root));
  dialog.dispatchEvent(new Event('close'));
  expect(onClose).not.toHaveBeenCalled();
});

test.each([
  ['the first field', <input key="a" />, 'INPUT'],
  ['the field that is meant', [<input key="a" />, <textarea key="b" data-first />], 'TEXTAREA'],
  ['what can be pressed', [<input key="a" readOnly />, <button key="b" type="button" />], 'BUTTON'],
])('a dialog begins at %s, not at its cross', async (_, children, expected) => {
  await act(() =>
    render(
      <Dialog title="x" onClose={() => {}}>
        {children}
      </Dialog>,
      root,
    ),
  );
  expect(document.activeElement?.tagName).toBe(expected);
});

test('of a group of radio buttons it begins at the chosen one', async () => {
  await act(() =>
    render(
      <Dialog title="x" onClose={() => {}}>
        <fieldset>
          <input type="radio" name="r" value="a" />
          <input type="radio" name="r" value="b" checked />
        </fieldset>
      </Dialog>,
      root,
    ),
  );
  expect((document.activeElement as HTMLInputElement).value).toBe('b');
});
