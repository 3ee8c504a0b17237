// Writing text and formulas: a field over the board, whose words become an element.

import { colourOf } from '../draw/palette.ts';
import { FONT, heightOf, LINE_HEIGHT } from '../draw/words.ts';
import { touches } from '../state/geometry.ts';
import { COORDINATE_MAX, SCALE_ONE, TEXT_CHARS_MAX, WIDTH_MAX } from '../wire/limits.ts';
import type { ElementId, Words } from '../wire/operation.ts';
import type { Desk, Tool, Touch } from './desk.ts';
import { Proof } from './proof.ts';

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
      font: `${(words.size * zoom) / view.unit}px/${LINE_HEIGHT} ${this.font()}`,
    });
    const proof = this.kind === 'formula' ? new Proof(this.desk, words) : null;
    const stretch = () => {
      field.style.height = '0';
      field.style.height = `${field.scrollHeight}px`;
      proof?.show(field);
    };
    field.addEventListener('input', stretch);
    field.addEventListener('keydown', (event) => {
      event.stopPropagation();
      const isDone = event.key === 'Escape' || (event.key === 'Enter' && event.ctrlKey);
      if (isDone && !event.isComposing) host.focus();
    });
    field.addEventListener('pointerdown', (event) => event.stopPropagation());
    const close = () => {
      proof?.remove();
      this.close(words, done);
    };
    field.addEventListener('blur', close, { once: true });
    host.append(field);
    this.field = field;
    stretch();
    field.focus();
  }

  private font(): string {
    return this.kind === 'formula' ? 'monospace' : FONT;
  }

  private commit(): void {
    this.field?.blur();
  }

  private close(words: Words, done: (words: Words) => void): void {
    const { field } = this;
    if (!field) return;
    this.field = null;
    field.remove();
    const plain = field.value.replaceAll('\r\n', '\n').replaceAll('\t', '  ');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these the format refuses.
    const text = [...plain.replace(/[\u0000-\u0009\u000b-\u001f\u007f]/g, '')]
      .slice(0, TEXT_CHARS_MAX)
      .join('');
    const { size } = words;
    const ink = colourOf(this.desk.palette().ink, words.colour);
    const formula = this.kind === 'formula' ? this.desk.pictures.formula(text, size, ink) : null;
    if (formula) {
      const whole = (units: number) => Math.max(1, Math.min(WIDTH_MAX, Math.round(units)));
      done({ ...words, text, w: whole(formula.width), h: whole(formula.height) });
      return;
    }
    const h = Math.max(1, heightOf(text, size, words.w, this.font()));
    done({ ...words, text, h });
  }
}
