// Reading and writing the primitives of ink. docs/protocol/ink.md defines them.

/** Why bytes or an operation were refused; the codes are those of docs/protocol/ink.md. */
export type FaultCode =
  | 'short'
  | 'trailing'
  | 'version'
  | 'kind'
  | 'number'
  | 'count'
  | 'coordinate'
  | 'style'
  | 'scale'
  | 'text'
  | 'name'
  | 'pressure'
  | 'size';

export class Fault extends Error {
  readonly code: FaultCode;

  constructor(code: FaultCode) {
    super(`ink.${code}`);
    this.code = code;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const toUtf8 = new TextEncoder();

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array, from = 0, to = bytes.length): string {
  let text = '';
  for (let n = from; n < to; n++) text += hex[bytes[n] as number];
  return text;
}

export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let n = 0; n < bytes.length; n++)
    bytes[n] = Number.parseInt(text.slice(2 * n, 2 * n + 2), 16);
  return bytes;
}

export class Reader {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  byte(): number {
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new Fault('short');
    this.at++;
    return byte;
  }

  /** A varint of 32 bits in its shortest form. */
  number(): number {
    let value = 0;
    for (let shift = 1; ; shift *= 128) {
      const byte = this.byte();
      value += (byte & 127) * shift;
      if (byte < 128) {
        if ((byte === 0 && shift > 1) || value > 0xffff_ffff) throw new Fault('number');
        return value;
      }
      if (shift === 268_435_456) throw new Fault('number');
    }
  }

  signed(): number {
    const value = this.number();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  count(least: number, most: number): number {
    const count = this.number();
    if (count < least || count > most) throw new Fault('count');
    return count;
  }

  take(length: number): Uint8Array {
    if (this.at + length > this.bytes.length) throw new Fault('short');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  id(): string {
    this.take(8);
    return toHex(this.bytes, this.at - 8, this.at);
  }

  person(): string {
    const text = toHex(this.take(16));
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
  }

  /** Plain text: UTF-8 without control characters other than the line feed. */
  text(charsMax: number): string {
    const length = this.number();
    if (length > 4 * charsMax) throw new Fault('text');
    const bytes = this.take(length);
    let text: string;
    try {
      text = utf8.decode(bytes);
    } catch {
      throw new Fault('text');
    }
    return checkedText(text, charsMax);
  }

  name(lettersMax: number): string {
    const length = this.number();
    if (length > lettersMax) throw new Fault('name');
    return checkedName(String.fromCharCode(...this.take(length)), lettersMax);
  }

  end(): void {
    if (this.at !== this.bytes.length) throw new Fault('trailing');
  }
}

export function checkedText(text: string, charsMax: number): string {
  let chars = 0;
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    if ((code < 32 && code !== 10) || code === 127) throw new Fault('text');
    chars++;
  }
  if (chars > charsMax) throw new Fault('text');
  return text;
}

export function checkedName(name: string, lettersMax: number): string {
  if (name.length > lettersMax || !/^[A-Za-z0-9._:/-]+$/.test(name)) throw new Fault('name');
  return name;
}

export class Writer {
  private bytes = new Uint8Array(256);
  private length = 0;

  private room(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.length + more));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  byte(value: number): void {
    this.room(1);
    this.bytes[this.length++] = value;
  }

  number(value: number): void {
    this.room(5);
    let rest = value;
    while (rest > 127) {
      this.bytes[this.length++] = (rest % 128) + 128;
      rest = Math.floor(rest / 128);
    }
    this.bytes[this.length++] = rest;
  }

  signed(value: number): void {
    this.number(value < 0 ? -2 * value - 1 : 2 * value);
  }

  put(bytes: Uint8Array): void {
    this.room(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  id(id: string): void {
    this.put(fromHex(id));
  }

  person(person: string): void {
    this.put(fromHex(person.replaceAll('-', '')));
  }

  text(text: string): void {
    const bytes = toUtf8.encode(text);
    this.number(bytes.length);
    this.put(bytes);
  }

  done(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }
}
