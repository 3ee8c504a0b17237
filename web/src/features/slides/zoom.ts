// Looking closer: two fingers or a double tap. The picture never leaves its frame.

export interface Zoom {
  scale: number;
  /** Shift in parts of the frame's width and height, from the middle. */
  x: number;
  y: number;
}

export const FULL: Zoom = { scale: 1, x: 0, y: 0 };
const SCALE_MAX = 5;
/** What a double tap leads to. */
export const CLOSER = 2.5;

const within = (value: number, most: number) => Math.max(-most, Math.min(most, value));

/** Keeps the edges outside the frame. */
function kept(scale: number, x: number, y: number): Zoom {
  const most = (scale - 1) / 2;
  return { scale, x: within(x, most), y: within(y, most) };
}

/** Scales about a point, given in parts of the frame from its middle. */
export function zoomAt(from: Zoom, factor: number, px: number, py: number): Zoom {
  const scale = Math.max(1, Math.min(SCALE_MAX, from.scale * factor));
  const by = scale / from.scale;
  return kept(scale, px - (px - from.x) * by, py - (py - from.y) * by);
}

export function move(from: Zoom, dx: number, dy: number): Zoom {
  return kept(from.scale, from.x + dx, from.y + dy);
}

export function styleOf({ scale, x, y }: Zoom): string {
  return scale === 1 ? '' : `translate(${x * 100}%, ${y * 100}%) scale(${scale})`;
}

/** Two taps no further apart than this, in time and in CSS pixels, are one double tap. */
const TAP_MS = 320;
const TAP_PX = 30;

interface Finger {
  x: number;
  y: number;
}

/** Follows the fingers on one frame; gives back how to stop. */
export function watchFingers(
  frame: HTMLElement,
  isOn: () => boolean,
  get: () => Zoom,
  set: (zoom: Zoom) => void,
): () => void {
  const fingers = new Map<number, Finger>();
  const stop = new AbortController();
  let tap = { at: 0, x: 0, y: 0 };
  const part = ({ x, y }: Finger): [number, number] => {
    const box = frame.getBoundingClientRect();
    return [(x - box.left) / box.width - 0.5, (y - box.top) / box.height - 0.5];
  };
  const down = (event: PointerEvent) => {
    if (!isOn() || event.pointerType !== 'touch') return;
    const finger = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, finger);
    if (fingers.size > 1) return;
    const isNear = Math.hypot(finger.x - tap.x, finger.y - tap.y) < TAP_PX;
    if (isNear && event.timeStamp - tap.at < TAP_MS) {
      set(get().scale > 1 ? FULL : zoomAt(FULL, CLOSER, ...part(finger)));
      tap = { at: 0, x: 0, y: 0 };
    } else tap = { at: event.timeStamp, ...finger };
  };
  const follow = (event: PointerEvent) => {
    const finger = fingers.get(event.pointerId);
    if (!finger) return;
    const next = { x: event.clientX, y: event.clientY };
    const [other] = [...fingers].filter(([id]) => id !== event.pointerId).map(([, one]) => one);
    const box = frame.getBoundingClientRect();
    if (other) {
      const before = Math.hypot(finger.x - other.x, finger.y - other.y);
      const now = Math.hypot(next.x - other.x, next.y - other.y);
      const middle = { x: (next.x + other.x) / 2, y: (next.y + other.y) / 2 };
      if (before > 0) set(zoomAt(get(), now / before, ...part(middle)));
    } else if (get().scale > 1) {
      set(move(get(), (next.x - finger.x) / box.width, (next.y - finger.y) / box.height));
    }
    fingers.set(event.pointerId, next);
  };
  const up = (event: PointerEvent) => fingers.delete(event.pointerId);
  const { signal } = stop;
  frame.addEventListener('pointerdown', down, { signal });
  frame.addEventListener('pointermove', follow, { signal });
  frame.addEventListener('pointerup', up, { signal });
  frame.addEventListener('pointercancel', up, { signal });
  return () => stop.abort();
}
