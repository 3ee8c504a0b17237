// Bytes of ink on their way: base64 in messages, and frames of live points.

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** A varint of at most 32 bits; null when the bytes end early. */
function number(bytes: Uint8Array, from: number): { value: number; next: number } | null {
  let value = 0;
  for (let n = 0; n < 5; n += 1) {
    const byte = bytes[from + n];
    if (byte === undefined) return null;
    value += (byte & 127) * 2 ** (7 * n);
    if (byte < 128) return { value, next: from + n + 1 };
  }
  return null;
}

const utf8 = new TextDecoder();

/** The surface that an operation or a live message is for: a version, a number, and its name. */
export function surfaceOf(bytes: Uint8Array): string {
  const length = number(bytes, 2);
  return length ? utf8.decode(bytes.subarray(length.next, length.next + length.value)) : '';
}

const HEX = [8, 12, 16, 20];

export function uuidOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  for (const [n, at] of HEX.entries()) text = `${text.slice(0, at + n)}-${text.slice(at + n)}`;
  return text;
}

export interface LiveMessage {
  by: string;
  bytes: Uint8Array;
}

/** What the room passed on: a 1, then person, length and message, again and again. */
export function messagesOf(frame: Uint8Array): LiveMessage[] {
  const found: LiveMessage[] = [];
  if (frame[0] !== 1) return found;
  let at = 1;
  while (at < frame.length) {
    const length = number(frame, at + 16);
    if (!length || length.next + length.value > frame.length) return found;
    const by = uuidOf(frame.subarray(at, at + 16));
    found.push({ by, bytes: frame.subarray(length.next, length.next + length.value) });
    at = length.next + length.value;
  }
  return found;
}

export interface LoggedOperation {
  /** Milliseconds since the operation before it. */
  after_ms: number;
  by: string;
  bytes: Uint8Array;
}

/** A page of a surface's ink log: persons, then each operation with its time and its person. */
export function logOf(bytes: Uint8Array): LoggedOperation[] {
  const found: LoggedOperation[] = [];
  const count = number(bytes, 0);
  if (!count) return found;
  const persons: string[] = [];
  let at = count.next;
  for (let n = 0; n < count.value; n += 1, at += 16) {
    persons.push(uuidOf(bytes.subarray(at, at + 16)));
  }
  while (at < bytes.length) {
    const after = number(bytes, at);
    const person = after && number(bytes, after.next);
    const length = person && number(bytes, person.next);
    if (!length || length.next + length.value > bytes.length) return found;
    found.push({
      after_ms: after.value,
      by: persons[person.value] ?? '',
      bytes: bytes.subarray(length.next, length.next + length.value),
    });
    at = length.next + length.value;
  }
  return found;
}

/** A surface on which nothing was drawn, as a snapshot: a version, 16, the name, and nothing. */
export function emptySnapshot(surface: string): Uint8Array {
  const name = new TextEncoder().encode(surface);
  return Uint8Array.from([1, 16, name.length, ...name, 0, 0, 0, 0, 0]);
}
