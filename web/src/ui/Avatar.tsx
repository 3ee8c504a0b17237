import css from './bits.module.css';

const TONES = ['action', 'bloom', 'info', 'mark', 'accent', 'warn'];

/** The part of a name that stands for it: a Chinese surname, or Latin initials. */
export function initials(name: string): string {
  const clean = name.trim();
  if (/^[\u4e00-\u9fff·\s]+$/.test(clean)) return clean.slice(0, 1);
  const words = clean.split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word[0]?.toUpperCase() ?? '')
    .join('');
}

export function Avatar({ name, size = 36 }: { name: string; size?: number }) {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (
    <span
      class={css.avatar}
      data-tone={TONES[sum % TONES.length]}
      aria-hidden="true"
      style={{
        width: `${size}px`,
        height: `${size}px`,
        fontSize: `${Math.round(size * 0.42)}px`,
      }}
    >
      {initials(name)}
    </span>
  );
}
