// Surfaces as the pages of a PDF: ink as paths, so that it prints sharp at any size. Text and
// formulas are painted: no font is embedded, for one that has Chinese weighs megabytes, and what
// is on the board must look as it did there.
import { type Sink, traceStroke } from '../draw/outline.ts';
import { type Context, paint, traceShape } from '../draw/paint.ts';
import { colourOf } from '../draw/palette.ts';
import { frameOf, ownBounds } from '../state/geometry.ts';
import type { Element } from '../state/surface.ts';
import { SCALE_ONE } from '../wire/limits.ts';
import { type Bounds, HIGHLIGHTER } from '../wire/operation.ts';
import { unpackPoints } from '../wire/points.ts';
import { type Exported, extent, seen } from './exported.ts';
import { PdfFile } from './pdf_file.ts';

/** Points of a page's width: 13.3 inches, as presentations have it. */
const PAGE_WIDTH = 960;
/** Pixels of a point in what is painted: 216 to the inch. */
const PIXELS = 3;
const PIXELS_MAX = 4_000_000;

class Path implements Sink {
  readonly words: string[] = [];
  private x = 0;
  private y = 0;

  moveTo(x: number, y: number): void {
    this.to(x, y, 'm');
  }

  lineTo(x: number, y: number): void {
    this.to(x, y, 'l');
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    const [ax, ay] = [this.x + (2 / 3) * (cx - this.x), this.y + (2 / 3) * (cy - this.y)];
    this.bezierCurveTo(ax, ay, x + (2 / 3) * (cx - x), y + (2 / 3) * (cy - y), x, y);
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.words.push([ax, ay, bx, by].map((value) => Math.round(value)).join(' '));
    this.to(x, y, 'c');
  }

  closePath(): void {
    this.words.push('h');
  }

  private to(x: number, y: number, verb: string): void {
    [this.x, this.y] = [x, y];
    this.words.push(`${Math.round(x)} ${Math.round(y)} ${verb}`);
  }
}

function rgb(colour: string): string {
  const part = (at: number) => (Number.parseInt(colour.slice(at, at + 2), 16) / 255).toFixed(3);
  return `${part(1)} ${part(3)} ${part(5)}`;
}

/** Bytes of a picture of a box of units, and of its transparency. */
async function addPainted(
  file: PdfFile,
  exported: Exported,
  element: Element,
  box: Bounds,
  k: number,
) {
  const canvas = document.createElement('canvas');
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  const scale = Math.min(k * PIXELS, Math.sqrt(PIXELS_MAX / (w * h)));
  canvas.width = Math.max(1, Math.ceil(w * scale));
  canvas.height = Math.max(1, Math.ceil(h * scale));
  const context = canvas.getContext('2d') as Context;
  context.setTransform(scale, 0, 0, scale, -box.left * scale, -box.top * scale);
  paint(context, element, { palette: exported.palette, pictures: exported.pictures, scale });
  const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
  canvas.width = 0;
  const [colours, alphas] = [new Uint8Array(3 * width * height), new Uint8Array(width * height)];
  for (let n = 0; n < alphas.length; n++) {
    colours.set(data.subarray(4 * n, 4 * n + 3), 3 * n);
    alphas[n] = data[4 * n + 3] as number;
  }
  const size = `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /BitsPerComponent 8`;
  const mask = await file.stream(`${size} /ColorSpace /DeviceGray`, alphas);
  return file.stream(`${size} /ColorSpace /DeviceRGB /SMask ${mask} 0 R`, colours);
}

async function addPage(file: PdfFile, page: CanvasImageSource, w: number, h: number) {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(w * 2), Math.round(h * 2)];
  const context = canvas.getContext('2d', { alpha: false }) as Context;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(page, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.85));
  const bytes = new Uint8Array((await blob?.arrayBuffer()) ?? new ArrayBuffer(0));
  const words =
    `/Type /XObject /Subtype /Image /Width ${canvas.width} /Height ${canvas.height} ` +
    '/BitsPerComponent 8 /ColorSpace /DeviceRGB /Filter /DCTDecode';
  canvas.width = 0;
  return file.stream(words, bytes);
}

/** A stroke or a shape as operators, placed as it stands. */
function drawn({ content, placement: at }: Element, { palette }: Exported, k: number): string {
  if (content.kind !== 'stroke' && content.kind !== 'shape') return '';
  const { left, top } = ownBounds(content);
  const [kx, ky] = [at.sx / SCALE_ONE, at.sy / SCALE_ONE];
  const shift = `${left * (1 - kx) + at.dx} ${top * (1 - ky) + at.dy}`;
  const path = new Path();
  const isLight = content.kind === 'stroke' && content.tool === HIGHLIGHTER;
  const colour = rgb(colourOf(isLight ? palette.light : palette.ink, content.colour));
  const words = ['q', `${kx} 0 0 ${ky} ${shift} cm`, isLight ? '/light gs' : ''];
  if (content.kind === 'stroke') {
    const hand = { width: content.width, isPen: !isLight, isFinished: true, detail: 0.3 / k };
    traceStroke(path, unpackPoints(content.points), hand);
    words.push(`${colour} rg`, ...path.words, 'f');
  } else {
    traceShape(path, content);
    words.push(`${colour} RG ${content.width} w 1 J 1 j`, ...path.words, 'S');
  }
  words.push('Q');
  return words.join('\n');
}

/** Ruling of the background as thin filled boxes is left out: paper has its own. */
async function addSurface(file: PdfFile, exported: Exported, parent: number): Promise<number> {
  const box = extent(exported);
  const [w, h] = [box.right - box.left, box.bottom - box.top];
  const k = PAGE_WIDTH / w;
  const height = Math.round(h * k);
  const words = [
    `q ${rgb(exported.palette.paper)} rg 0 0 ${PAGE_WIDTH} ${height} re f`,
    `${k} 0 0 ${-k} ${-box.left * k} ${height + box.top * k} cm`,
  ];
  const pictures: string[] = [];
  const show = (number: number, { left, top, right, bottom }: Bounds) => {
    pictures.push(`/p${number} ${number} 0 R`);
    // A picture's own space has its origin below.
    words.push(`q ${right - left} 0 0 ${top - bottom} ${left} ${bottom} cm /p${number} Do Q`);
  };
  if (exported.page) show(await addPage(file, exported.page, PAGE_WIDTH, height), box);
  for (const element of seen(exported)) {
    const { kind } = element.content;
    if (kind === 'stroke' || kind === 'shape') words.push(drawn(element, exported, k));
    else {
      const frame = frameOf(element);
      show(await addPainted(file, exported, element, frame, k), frame);
    }
  }
  words.push('Q');
  const content = await file.stream('', words.join('\n'));
  const mode = exported.palette.isDark ? 'Lighten' : 'Multiply';
  return file.object(
    `<< /Type /Page /Parent ${parent} 0 R /MediaBox [0 0 ${PAGE_WIDTH} ${height}] ` +
      `/Contents ${content} 0 R /Resources << /XObject << ${pictures.join(' ')} >> ` +
      `/ExtGState << /light << /Type /ExtGState /BM /${mode} >> >> >> >>`,
  );
}

export async function exportPdf(all: Exported[]): Promise<Blob> {
  const file = new PdfFile();
  const parent = file.reserve();
  const pages: number[] = [];
  for (const exported of all) pages.push(await addSurface(file, exported, parent));
  const kids = pages.map((number) => `${number} 0 R`).join(' ');
  file.object(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`, parent);
  return file.finish(file.object(`<< /Type /Catalog /Pages ${parent} 0 R >>`));
}
