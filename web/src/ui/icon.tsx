import type { JSX } from 'preact';

type IconProps = { size?: number } & Omit<JSX.IntrinsicElements['svg'], 'size'>;

// Drawings from Lucide (ISC licence), each on a grid of 24 as one path.
export function icon(d: string) {
  return ({ size = 24, ...rest }: IconProps) => (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-linecap="round"
      stroke-linejoin="round"
      class="icon"
      aria-hidden="true"
      {...rest}
    >
      <path d={d} />
    </svg>
  );
}

export const CircleAlert = icon(
  'M2 12a10 10 0 1 0 20 0a10 10 0 1 0-20 0M12 8L12 12M12 16L12.01 16',
);
export const Cross = icon('M18 6 6 18M6 6l12 12');
export const ChevronDown = icon('M6 9l6 6 6-6');
export const ChevronUp = icon('M18 15l-6-6-6 6');
