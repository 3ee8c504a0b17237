import { Blossom } from '~/ui/Blossom.tsx';

// x, y, size, turn of the open blossoms.
const OPEN: [number, number, number, number][] = [
  [352, 244, 34, 8],
  [112, 398, 30, 20],
  [166, 106, 36, -12],
  [258, 148, 25, 30],
  [458, 366, 27, 14],
  [238, 336, 22, -20],
  [392, 474, 19, 40],
  [182, 224, 21, 4],
  [322, 404, 16, 24],
];
const BUDS: [number, number, number][] = [
  [380, 206, 7],
  [84, 372, 7],
  [146, 66, 6],
  [282, 118, 6],
  [304, 322, 7],
  [140, 424, 5],
  [472, 332, 5],
  [206, 176, 5],
];
const FALLING: [number, number, number][] = [
  [96, 512, 30],
  [212, 566, -24],
  [300, 520, 60],
  [150, 468, 10],
];

/** The apricot tree beneath which the first teacher taught; it says nothing to a screen reader. */
export function Branch({ class: className }: { class?: string | undefined }) {
  return (
    <svg class={className} viewBox="0 0 500 620" fill="none" aria-hidden="true">
      <g stroke="var(--twig)" stroke-linecap="round">
        <path d="M510 610C436 548 402 474 320 408" stroke-width="9" />
        <path d="M320 408C248 356 208 300 180 222" stroke-width="6" />
        <path
          d="M180 222C166 182 160 152 146 68M320 408C302 352 312 298 380 208"
          stroke-width="3.5"
        />
        <path
          d="M240 336C200 342 150 362 84 374M396 490C408 432 430 402 472 334"
          stroke-width="3"
        />
        <path
          d="M196 256C230 222 250 192 282 120M112 396C122 404 132 412 140 422"
          stroke-width="2.5"
        />
      </g>
      <g fill="var(--bloom-line)">
        {BUDS.map(([x, y, r]) => (
          <circle key={x} cx={x} cy={y} r={r} />
        ))}
      </g>
      {OPEN.map(([x, y, r, turn]) => (
        <Blossom key={x} x={x} y={y} r={r} turn={turn} />
      ))}
      <g fill="var(--bloom)">
        {FALLING.map(([x, y, turn]) => (
          <ellipse key={x} cx={x} cy={y} rx="11" ry="7" transform={`rotate(${turn} ${x} ${y})`} />
        ))}
      </g>
    </svg>
  );
}
