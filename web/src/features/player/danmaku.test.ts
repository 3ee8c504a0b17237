import { beforeEach, expect, test, vi } from 'vitest';
import { Flyer } from './danmaku.ts';

beforeEach(() => {
  vi.stubGlobal('matchMedia', () => ({ matches: false }));
  const animate = () => ({ onfinish: null }) as unknown as Animation;
  HTMLElement.prototype.animate = animate;
});

function stage(): HTMLElement {
  const box = document.createElement('div');
  Object.defineProperties(box, { clientWidth: { value: 800 }, clientHeight: { value: 450 } });
  return box;
}

test('there are never more than forty on the picture, one’s own among them', () => {
  const flyer = new Flyer(stage());
  flyer.own = 'me';
  for (let n = 0; n < 60; n += 1) flyer.fly(n % 2 ? 'me' : 'other', `text ${n}`);
  expect(flyer.box.childElementCount).toBeLessThanOrEqual(40);
  flyer.fly('me', 'the last');
  expect(flyer.box.lastElementChild?.textContent).toBe('the last');
  expect(flyer.box.childElementCount).toBeLessThanOrEqual(40);
});

test('the title above stays free', () => {
  const flyer = new Flyer(stage());
  flyer.fly('other', 'hello');
  const node = flyer.box.firstElementChild as HTMLElement;
  expect(Number.parseInt(node.style.top, 10)).toBeGreaterThanOrEqual(99);
});
