import { useMemo } from 'preact/hooks';
import { encode } from 'uqr';

/** A code for a phone's camera, black on white however dark the page. What it says stands beside. */
export function QrCode({ text, class: name }: { text: string; class?: string | undefined }) {
  const { data, size } = useMemo(() => encode(text, { ecc: 'M', border: 2 }), [text]);
  const path = data
    .flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg class={name} viewBox={`0 0 ${size} ${size}`} aria-hidden="true">
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
