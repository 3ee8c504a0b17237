// A PDF file: objects, their places, and streams that are compressed where the browser can.

const encoder = new TextEncoder();

async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  if (typeof CompressionStream === 'undefined') return null;
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

export class PdfFile {
  private readonly parts: Uint8Array<ArrayBuffer>[] = [];
  private readonly places: number[] = [];
  private length = 0;

  constructor() {
    this.write('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n');
  }

  /** A number for an object that is written later. */
  reserve(): number {
    this.places.push(0);
    return this.places.length;
  }

  object(body: string, number = this.reserve()): number {
    this.places[number - 1] = this.length;
    this.write(`${number} 0 obj\n${body}\nendobj\n`);
    return number;
  }

  async stream(words: string, content: Uint8Array<ArrayBuffer> | string): Promise<number> {
    const bytes = typeof content === 'string' ? encoder.encode(content) : content;
    const isPacked = words.includes('/Filter');
    const packed = isPacked ? null : await deflated(bytes);
    const data = packed ?? bytes;
    const filter = packed ? ' /Filter /FlateDecode' : '';
    const number = this.reserve();
    this.places[number - 1] = this.length;
    this.write(`${number} 0 obj\n<< ${words}${filter} /Length ${data.length} >>\nstream\n`);
    this.put(data);
    this.write('\nendstream\nendobj\n');
    return number;
  }

  finish(root: number): Blob {
    const start = this.length;
    const rows = this.places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`);
    const size = this.places.length + 1;
    this.write(`xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}`);
    this.write(`trailer\n<< /Size ${size} /Root ${root} 0 R >>\nstartxref\n${start}\n%%EOF\n`);
    return new Blob(this.parts, { type: 'application/pdf' });
  }

  private write(text: string): void {
    this.put(encoder.encode(text));
  }

  private put(bytes: Uint8Array<ArrayBuffer>): void {
    this.parts.push(bytes);
    this.length += bytes.length;
  }
}
