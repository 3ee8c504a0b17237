// Pointers: one draws, two pinch. Where a pen was seen, fingers move the paper and never draw, so
// that a resting palm leaves no marks.
import type { View } from '../draw/view.ts';
import type { Tool, Touch } from './desk.ts';

export interface Hands {
  readonly host: HTMLElement;
  readonly view: View;
  /** Null for those who look on. */
  tool(): Tool | null;
  /** Whether the view can be moved at all. */
  canMove(): boolean;
  /** Whether a pointer moves the view whatever the tool. */
  isMoving(): boolean;
  pan(dx: number, dy: number): void;
  zoom(factor: number, cssX: number, cssY: number): void;
  changed(): void;
}

interface Finger {
  x: number;
  y: number;
}

/** Milliseconds after the pen in which a touch is its palm. */
const PALM_MS = 1_000;

export class Pointers {
  private readonly hands: Hands;
  private readonly fingers = new Map<number, Finger>();
  private drawing: number | null = null;
  private penSeen = -Infinity;
  private hasPen = false;
  private isSpaceDown = false;
  private box: DOMRect | null = null;
  private readonly stop = new AbortController();

  constructor(hands: Hands) {
    this.hands = hands;
    const { host } = hands;
    const { signal } = this.stop;
    const on = <K extends keyof HTMLElementEventMap>(
      name: K,
      run: (event: HTMLElementEventMap[K]) => void,
    ) => host.addEventListener(name, run, { signal, passive: false });
    on('pointerdown', (event) => this.down(event));
    on('pointerup', (event) => this.up(event, false));
    on('pointercancel', (event) => this.up(event, true));
    on('lostpointercapture', (event) => this.up(event, true));
    on('pointermove', (event) => this.move(event));
    // Raw updates come before the frame is due and are not held back for it.
    if ('onpointerrawupdate' in window) {
      host.addEventListener('pointerrawupdate', (event) => this.raw(event as PointerEvent), {
        signal,
      });
    }
    on('wheel', (event) => this.wheel(event));
    on('contextmenu', (event) => {
      if (hands.tool()) event.preventDefault();
    });
    on('keydown', (event) => {
      if (event.key === ' ' && event.target === host) this.isSpaceDown = true;
    });
    on('keyup', (event) => {
      if (event.key === ' ') this.isSpaceDown = false;
    });
  }

  /** Whether a stroke is being drawn. */
  get isDrawing(): boolean {
    return this.drawing !== null;
  }

  /** Whether something moves under a hand. */
  get isBusy(): boolean {
    return this.fingers.size > 0;
  }

  /** Gives up what is being drawn. */
  release(): void {
    if (this.drawing !== null) this.hands.tool()?.cancel();
    this.drawing = null;
    this.fingers.clear();
  }

  destroy(): void {
    this.release();
    this.stop.abort();
  }

  private touch(event: PointerEvent): Touch {
    const { x, y } = this.hands.view.toUnits(...this.inside(event));
    const knowsPressure = event.pointerType === 'pen' && event.pressure > 0;
    return {
      x,
      y,
      pressure: knowsPressure ? event.pressure : null,
      time: event.timeStamp,
      hasShift: event.shiftKey,
    };
  }

  private inside({ clientX, clientY }: MouseEvent): [number, number] {
    const box = this.box ?? this.hands.host.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  }

  private down(event: PointerEvent): void {
    const { hands } = this;
    if (event.pointerType === 'pen') {
      this.hasPen = true;
      this.penSeen = event.timeStamp;
    }
    const isTouch = event.pointerType === 'touch';
    if (isTouch && event.timeStamp - this.penSeen < PALM_MS) return;
    if (!hands.tool() && !hands.canMove()) return;
    if (event.button > 1 || event.target instanceof HTMLTextAreaElement) return;
    // A field that is open closes itself when the focus leaves it.
    hands.host.focus({ preventScroll: true });
    event.preventDefault();
    this.box = hands.host.getBoundingClientRect();
    hands.host.setPointerCapture(event.pointerId);
    const [x, y] = this.inside(event);
    this.fingers.set(event.pointerId, { x, y });
    if (this.fingers.size > 1) {
      // The first finger meant no stroke: both are a pinch.
      if (this.drawing !== null) hands.tool()?.cancel();
      this.drawing = null;
      return;
    }
    const isPan = this.isSpaceDown || event.button === 1 || hands.isMoving();
    if (!hands.tool() || isPan || (isTouch && this.hasPen)) return;
    this.drawing = event.pointerId;
    hands.tool()?.down(this.touch(event));
  }

  private raw(event: PointerEvent): void {
    if (event.pointerId === this.drawing) this.draw(event);
  }

  private move(event: PointerEvent): void {
    if (event.pointerType === 'pen') this.penSeen = event.timeStamp;
    if (event.pointerId === this.drawing) {
      if (!('onpointerrawupdate' in window)) this.draw(event);
      return;
    }
    const finger = this.fingers.get(event.pointerId);
    if (!finger || !this.hands.canMove()) return;
    const before = this.spread();
    [finger.x, finger.y] = this.inside(event);
    const after = this.spread();
    this.hands.pan(after.x - before.x, after.y - before.y);
    if (before.far > 0 && after.far > 0) {
      this.hands.zoom(after.far / before.far, after.x, after.y);
    }
  }

  private draw(event: PointerEvent): void {
    const events = event.getCoalescedEvents?.() ?? [];
    const path = (events.length > 0 ? events : [event]).map((one) => this.touch(one));
    this.hands.tool()?.move(path);
  }

  /** The middle of the fingers, and how far apart two are. */
  private spread(): { x: number; y: number; far: number } {
    const [a, b] = [...this.fingers.values()];
    if (!a) return { x: 0, y: 0, far: 0 };
    if (!b) return { x: a.x, y: a.y, far: 0 };
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, far: Math.hypot(a.x - b.x, a.y - b.y) };
  }

  private up(event: PointerEvent, isCancelled: boolean): void {
    if (!this.fingers.delete(event.pointerId)) return;
    if (event.pointerId !== this.drawing) return;
    this.drawing = null;
    if (isCancelled) this.hands.tool()?.cancel();
    else this.hands.tool()?.up();
    this.hands.changed();
  }

  private wheel(event: WheelEvent): void {
    if (!this.hands.canMove()) return;
    event.preventDefault();
    this.box = this.hands.host.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) {
      this.hands.zoom(Math.exp(-event.deltaY / 300), ...this.inside(event));
    } else {
      this.hands.pan(-event.deltaX, -event.deltaY);
    }
  }
}
