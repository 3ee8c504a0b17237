// Colours are tokens on the wire; a palette says what they are on a paper or on a board.

export interface Palette {
  /** Of the surface itself. */
  paper: string;
  /** Of lines, squares and dots on it. */
  ruling: string;
  /** Whether light ink stands on dark: highlighters then lighten instead of darken. */
  isDark: boolean;
  /** By index: ink, red, blue, green, amber, violet, grey, apricot. */
  ink: readonly string[];
  /** The same for the highlighter. */
  light: readonly string[];
  /** Of the frame around what is selected. */
  selection: string;
}

export const PAPER: Palette = {
  paper: '#ffffff',
  ruling: '#dcd9d0',
  isDark: false,
  ink: ['#17211e', '#c2361a', '#1b5fb4', '#0f6b5c', '#b87800', '#6b46b0', '#5f6d68', '#d9793f'],
  light: ['#dfe3e1', '#ffc9bb', '#bcdcff', '#b5ecdc', '#ffe978', '#ddccff', '#d9dedc', '#ffd9b8'],
  selection: '#1b5fb4',
};

export const CHALK: Palette = {
  paper: '#111d1a',
  ruling: '#2a3d37',
  isDark: true,
  ink: ['#eef4f1', '#ff8a6b', '#8ab8ff', '#5fd0b8', '#f2c14e', '#b79df0', '#9aaaa5', '#f3b98e'],
  light: ['#41504b', '#6b2f20', '#264872', '#1c574b', '#665317', '#463a6b', '#3a4844', '#6b4527'],
  selection: '#8ab8ff',
};

/** A colour that a newer writer knows and we do not is drawn as ink. */
export function colourOf(list: readonly string[], index: number): string {
  return list[index] ?? (list[0] as string);
}
