// Writing text and formulas: a field over the board, whose words become an element. What a formula
// is made of the host asks for, in its own words.

import { colourOf } from '../draw/palette.ts';
import { FONT, heightOf, LINE_HEIGHT } from '../draw/words.ts';
import { touches } from '../state/geometry.ts';
import { COORDINATE_MAX, SCALE_ONE, TEXT_CHARS_MAX, WIDTH_MAX } from '../wire/limits.ts';
import type { ElementId, Words } from '../wire/operation.ts';
import type { Desk, Tool, Touch } from './desk.ts';

/** Units across a new text, where there is room. */
const WIDTH = 6_000;

export class WordsTool implements Tool {
  readonly cursor = 'text';
  private readonly desk: Desk;
  private readonly kind: 'text' | 'formula';
  private readonly label: () => string;
  private field: HTMLTextAreaElement | null = null;
  private at: Touch | null = null;

  constructor(desk: Desk, kind: 'text' | 'formula', label: () => string) {
    this.desk = desk;
    this.kind = kind;
    this.label = label;
  }

  down(at: Touch): void {
    this.at = at;
  }

  move(): void {}

  up(): void {
    const { at } = this;
    this.at = null;
    if (!at) return;
    if (this.field) this.commit();
    const found = this.wordsAt(at);
    if (found) this.edit(found);
    else this.begin(at.x, at.y);
  }

  cancel(): void {
    this.at = null;
  }

  leave(): void {
    this.commit();
  }

  /** Starts in the middle of what is shown, for those who use no pointer. */
  beginInTheMiddle(): void {
    const { width, height, ratio } = this.desk.view;
    const { x, y } = this.desk.view.toUnits(width / ratio / 3, height / ratio / 3);
    this.begin(x, y);
  }

  private wordsAt({ x, y }: Touch): ElementId | undefined {
    const surface = this.desk.surface();
    const box = { left: x, top: y, right: x, bottom: y };
    return this.desk.inside(box).findLast((id) => {
      const element = surface.get(id);
      return element?.content.kind === this.kind && touches(element, x, y, 0);
    });
  }

  private begin(x: number, y: number): void {
    const { desk, kind } = this;
    const size = Math.min(WIDTH_MAX, Math.round(desk.settings.textSize * desk.view.unit));
    const edge = (value: number) =>
      Math.round(Math.max(-COORDINATE_MAX, Math.min(COORDINATE_MAX, value)));
    const shown = desk.view.units(desk.view.all);
    const w = Math.round(Math.max(4 * size, Math.min(WIDTH, shown.right - x - size)));
    const { colour } = desk.settings;
    // The baseline stands where the finger was.
    const box = { x: edge(x), y: edge(y - size / 2), w, h: size };
    this.open({ kind, colour, size, ...box, text: '' }, 1, box.x, box.y, (words) => {
      if (words.text.trim() === '') return;
      desk.perform({ type: 'add', elements: [{ id: desk.newId(), content: words }] });
      desk.endDeed();
    });
  }

  private edit(id: ElementId): void {
    const { desk } = this;
    const element = desk.surface().get(id);
    if (!element || (element.content.kind !== 'text' && element.content.kind !== 'formula')) return;
    const { content, placement } = element;
    const corner = { x: content.x + placement.dx, y: content.y + placement.dy };
    this.open(content, placement.sx / SCALE_ONE, corner.x, corner.y, ({ text, w, h }) => {
      if (text === content.text) return;
      if (text.trim() === '') desk.perform({ type: 'erase', ids: [id] });
      else desk.perform({ type: 'edit', id, w, h, text });
      desk.endDeed();
    });
  }

  private open(words: Words, zoom: number, x: number, y: number, done: (words: Words) => void) {
    if (this.kind === 'formula') {
      this.ask(words, done);
      return;
    }
    const { view, host, palette } = this.desk;
    const field = document.createElement('textarea');
    field.setAttribute('aria-label', this.label());
    field.value = words.text;
    field.rows = 1;
    field.spellcheck = false;
    const px = (units: number) => `${units / view.unit}px`;
    const corner = view.units({ left: 0, top: 0, right: 0, bottom: 0 });
    Object.assign(field.style, {
      position: 'absolute',
      left: px(x - corner.left),
      top: px(y - corner.top),
      width: px(words.w * zoom),
      minHeight: px(words.size * zoom * LINE_HEIGHT),
      padding: '0',
      border: '0',
      margin: '0',
      resize: 'none',
      overflow: 'hidden',
      background: 'transparent',
      outline: `2px dashed ${palette().selection}`,
      outlineOffset: '4px',
      color: colourOf(palette().ink, words.colour),
      font: `${(words.size * zoom) / view.unit}px/${LINE_HEIGHT} ${FONT}`,
    });
    const stretch = () => {
      field.style.height = '0';
      field.style.height = `${field.scrollHeight}px`;
    };
    field.addEventListener('input', stretch);
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      const isDone = event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey);
      if (isDone && !event.isComposing) host.focus();
    });
    field.addEventListener('pointerdown', (event) => event.stopPropagation());
    field.addEventListener('blur', () => this.close(words, done), { once: true });
    host.append(field);
    this.field = field;
    stretch();
    field.focus();
  }

  private commit(): void {
    this.field?.blur();
  }

  private close(words: Words, done: (words: Words) => void): void {
    const { field } = this;
    if (!field) return;
    this.field = null;
    field.remove();
    const text = written(field.value);
    const h = Math.max(1, heightOf(text, words.size, words.w, FONT));
    done({ ...words, text, h });
  }

  private ask(words: Words, done: (words: Words) => void): void {
    const { desk } = this;
    const ink = colourOf(desk.palette().ink, words.colour);
    desk.askFormula({
      text: words.text,
      answer: (typed) => {
        desk.takeFormer();
        if (typed !== null) void this.measure({ ...words, text: written(typed) }, ink).then(done);
      },
    });
  }

  /** As large as its picture; what has none stays as its source, in a typewriter's letters. */
  private async measure(words: Words, ink: string): Promise<Words> {
    const { text, size } = words;
    const made = await this.desk.pictures.tryFormula(text, size, ink).catch(() => null);
    if (!made) return { ...words, h: Math.max(1, heightOf(text, size, words.w, 'monospace')) };
    const whole = (units: number) => Math.max(1, Math.min(WIDTH_MAX, Math.round(units)));
    return { ...words, w: whole(made.width), h: whole(made.height) };
  }
}

/** What was typed, as the format takes it. */
function written(typed: string): string {
  const plain = typed.replaceAll('\r\n', '\n').replaceAll('\t', '  ');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these the format refuses.
  return [...plain.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')]
    .slice(0, TEXT_CHARS_MAX)
    .join('');
}
