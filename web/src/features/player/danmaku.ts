// Danmaku over a picture: lanes, the Web Animations interface, and nothing to read aloud.
import { band } from './band.ts';
import { FLY_RULES, type FlyRules } from './fly_rules.ts';
import { Lanes } from './lanes.ts';

/** Height of a lane beyond its letters: the dark ground they stand on, and a gap. */
const LANE_PX = 18;

export class Flyer {
  rules: FlyRules = FLY_RULES;
  own: string | undefined;
  readonly box: HTMLElement;
  #lanes = new Lanes({ lanes: 1, widthPx: 1, crossMs: FLY_RULES.crossMs });
  #still = matchMedia('(prefers-reduced-motion: reduce)');

  constructor(box: HTMLElement) {
    this.box = box;
  }

  /** Shows one text; on overflow all but one's own are left out. */
  fly(person: string, text: string): void {
    const { box, rules } = this;
    if (this.#still.matches || document.hidden || !box.animate) return;
    const isOwn = person === this.own;
    const isFull = box.childElementCount >= rules.most;
    if (isFull && !isOwn) return;
    if (!isOwn && rules.blocked.some((word) => text.includes(word))) return;
    if (isFull) box.firstElementChild?.remove();
    const node = document.createElement('span');
    node.textContent = text;
    if (isOwn) node.dataset.own = '';
    node.style.fontSize = `${rules.sizePx}px`;
    node.style.opacity = String(rules.opacity);
    box.append(node);
    const widthPx = box.clientWidth;
    const rowPx = rules.sizePx + LANE_PX;
    const { from: top, to: bottom } = band(rules.area, rules.keepsCaptions);
    const lanes = Math.max(1, Math.floor((box.clientHeight * (bottom - top)) / rowPx));
    this.#lanes.rules = { lanes, widthPx, crossMs: rules.crossMs };
    const lane = this.#lanes.place(node.offsetWidth, performance.now(), isOwn);
    if (lane === null) {
      node.remove();
      return;
    }
    node.style.top = `${Math.round(box.clientHeight * top) + lane * rowPx}px`;
    const from = `translateX(${widthPx}px)`;
    const to = `translateX(${-node.offsetWidth}px)`;
    const flight = node.animate([{ transform: from }, { transform: to }], rules.crossMs);
    flight.onfinish = () => node.remove();
  }

  clear(): void {
    this.box.replaceChildren();
    this.#lanes.clear();
  }

  /** Holds what flies in the air while the picture stands still. */
  pause(isPaused: boolean): void {
    for (const node of this.box.children) {
      for (const flight of node.getAnimations?.() ?? []) {
        if (isPaused) flight.pause();
        else flight.play();
      }
    }
  }
}
