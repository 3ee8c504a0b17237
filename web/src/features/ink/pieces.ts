// The pieces a formula is put together from, each a key.

export interface Piece {
  /** What stands on the key. */
  sign: string;
  /** Of its words in the texts; a sign that is its own name has none. */
  name?: 'fraction' | 'root' | 'nth_root' | 'power' | 'index' | 'sum' | 'integral' | 'words';
  /** LaTeX before what is selected, and after it. */
  before: string;
  after: string;
}

const sign = (letter: string, command: string): Piece => ({
  sign: letter,
  before: `\\${command} `,
  after: '',
});

export const PIECES: readonly Piece[] = [
  { sign: 'a⁄b', name: 'fraction', before: '\\frac{', after: '}{}' },
  { sign: '√', name: 'root', before: '\\sqrt{', after: '}' },
  { sign: 'ⁿ√', name: 'nth_root', before: '\\sqrt[3]{', after: '}' },
  { sign: 'xⁿ', name: 'power', before: '^{', after: '}' },
  { sign: 'xₙ', name: 'index', before: '_{', after: '}' },
  { sign: '∑', name: 'sum', before: '\\sum_{', after: '}^{}' },
  { sign: '∫', name: 'integral', before: '\\int_{', after: '}^{}' },
  { sign: '字', name: 'words', before: '\\text{', after: '}' },
  sign('×', 'times'),
  sign('÷', 'div'),
  sign('±', 'pm'),
  sign('≤', 'le'),
  sign('≥', 'ge'),
  sign('≠', 'ne'),
  sign('≈', 'approx'),
  sign('→', 'to'),
  sign('⇒', 'Rightarrow'),
  sign('⇌', 'rightleftharpoons'),
  sign('∠', 'angle'),
  sign('°', 'degree'),
  sign('∞', 'infty'),
  sign('α', 'alpha'),
  sign('β', 'beta'),
  sign('θ', 'theta'),
  sign('λ', 'lambda'),
  sign('μ', 'mu'),
  sign('π', 'pi'),
  sign('ρ', 'rho'),
  sign('ω', 'omega'),
  sign('Δ', 'Delta'),
  sign('Ω', 'Omega'),
];

/** A source with a piece around what is selected, and where one goes on typing: the first gap. */
export function put(piece: Piece, source: string, from: number, to: number) {
  const { before, after } = piece;
  const chosen = source.slice(from, to);
  const head = source.slice(0, from) + before;
  const gap = after.indexOf('{}');
  const end = gap < 0 ? after.length : gap + 1;
  const caret = head.length + (chosen ? chosen.length + end : 0);
  return { source: head + chosen + after + source.slice(to), caret };
}
