// The normal form in which short texts are compared and counted; the twin of crates/item normal.rs.
const SPACE = /^[\t-\r \u00a0\u2000-\u200a\u202f\u205f]$/;

function halfWidth(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code === 0x3000) return ' ';
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : char;
}

/** Folds width and case, and runs of white space to one space; drops it at both ends. */
export function normal(text: string): string {
  let out = '';
  let spaceWaits = false;
  for (const char of text) {
    const folded = halfWidth(char);
    if (SPACE.test(folded)) {
      spaceWaits = out !== '';
      continue;
    }
    if (spaceWaits) out += ' ';
    spaceWaits = false;
    out += folded.toLowerCase();
  }
  return out;
}
