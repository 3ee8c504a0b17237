import { render } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { provideTexts } from '~/lib/i18n.ts';
import slides from '~/texts/zh-CN/slides.json';
import { aDeck } from './a_deck.ts';
import type { DeckPage } from './deck.ts';
import { Picture } from './Picture.tsx';
import { Clip } from './Placed.tsx';
import { useAddresses } from './renew.ts';

const [page] = aDeck('d', '1 2').pages as [DeckPage];
const clip = { file: '1.mp4', mime: 'video/mp4', x: 0, y: 0, w: 100, h: 100 };
const box = document.createElement('div');
document.body.append(box);

/** What the address of each signature answers. */
const status: Record<string, number> = {};
/** The prefixes that are given when new ones are asked for. */
const fresh: string[] = [];
const renew = vi.fn(async () => {
  const next = fresh.shift();
  if (!next) throw new Error('no network');
  return next;
});

beforeEach(() => {
  provideTexts('zh-CN', 'slides', slides);
  vi.stubGlobal('fetch', async (url: string) => {
    const [, signature = ''] = /^\/media\/(\w+)/.exec(url) ?? [];
    return new Response(null, { status: status[signature] ?? 200 });
  });
  HTMLMediaElement.prototype.play = async () => {};
});
afterEach(async () => {
  await act(() => render(null, box));
  vi.unstubAllGlobals();
  renew.mockClear();
  fresh.length = 0;
});

function Shown() {
  const addresses = useAddresses('/media/old/l', renew);
  return (
    <>
      <Picture {...{ addresses, page }} deck="d" cssWidth={600} />
      <Clip {...{ addresses, page, clip }} deck="d" />
    </>
  );
}

const picture = () => box.querySelector('img') as HTMLImageElement;
const player = () => box.querySelector('video') as HTMLVideoElement;
const fail = (node: Element) =>
  act(async () => {
    node.dispatchEvent(new Event('error'));
    await new Promise((done) => setTimeout(done, 20));
  });
const show = () => act(() => render(<Shown />, box));

test.each([401, 403, 410])('who is answered %i asks for new addresses once', async (code) => {
  status.old = code;
  fresh.push('/media/new/l', '/media/newer/l');
  await show();
  expect(picture().getAttribute('src')).toBe('/media/old/l/deck/d/1-640.webp');
  await fail(picture());
  expect(picture().getAttribute('src')).toBe('/media/new/l/deck/d/1-640.webp');
  // What stood still goes on by what is known by now.
  expect(player().getAttribute('src')).toBe('/media/old/l/deck/d/clip/1.mp4');
  await fail(player());
  expect(player().getAttribute('src')).toBe('/media/new/l/deck/d/clip/1.mp4');
  expect(renew).toHaveBeenCalledTimes(1);
});

test('new addresses run out too', async () => {
  Object.assign(status, { old: 403, new: 403 });
  fresh.push('/media/new/l', '/media/newer/l');
  await show();
  await fail(player());
  await fail(player());
  expect(player().getAttribute('src')).toBe('/media/newer/l/deck/d/clip/1.mp4');
  status.new = 200;
});

test('what fails for another reason is tried as it is', async () => {
  status.old = 404;
  fresh.push('/media/new/l');
  await show();
  await fail(picture());
  await fail(player());
  expect(renew).not.toHaveBeenCalled();
  expect(player().getAttribute('src')).toBe('/media/old/l/deck/d/clip/1.mp4');
});

test('who could not ask asks again, and the same address is no new one', async () => {
  status.old = 410;
  await show();
  await fail(player());
  expect(renew).toHaveBeenCalledTimes(1);
  fresh.push('/media/old/l');
  await fail(player());
  expect(renew).toHaveBeenCalledTimes(2);
  expect(player().getAttribute('src')).toBe('/media/old/l/deck/d/clip/1.mp4');
});
