// A room's socket without a browser, as docs/protocol/room.md describes it.

import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

/** RFC 6455, section 5.2. */
const TEXT = 1;
const PING = 9;
const PONG = 10;

/** A connection to a lesson's room. */
export class RoomSocket {
  seen = [];
  #waiting = [];
  #buffer = Buffer.alloc(0);

  /** Connects as a signed-in person and waits for the welcome. */
  static async open(server, person, lesson) {
    const socket = new RoomSocket();
    socket.stream = await upgrade(`${server.url}/ws/rooms/${lesson}`, person.cookie);
    socket.stream.on('data', (bytes) => socket.#take(bytes));
    socket.stream.on('error', () => {});
    socket.send({ type: 'hello', proto: 1, room: lesson });
    socket.welcome = await socket.until((one) => one.type === 'welcome');
    return socket;
  }

  send(message) {
    this.stream.write(frame(Buffer.from(JSON.stringify(message))));
  }

  /** Sends a message that has an effect, and waits until it is durable. */
  async act(message) {
    const client_id = uuid();
    this.send({ client_id, ...message });
    const answer = await this.until((one) => one.client_id === client_id && one.type !== 'entry');
    if (answer.type !== 'ack') throw new Error(`refused: ${JSON.stringify(answer)}`);
    return answer;
  }

  /** Asks whether something is true; gives the activity's id. */
  async openQuiz(stem) {
    const prompt = { kind: 'true_false', stem, choices: [], points: 1 };
    const question = { prompt, key: { kind: 'truth', value: true } };
    const { seq } = await this.act({ type: 'open_quiz', question, limit_ms: 60000 });
    return this.#opened('quiz.opened', seq);
  }

  /** Asks for an opinion; gives the activity's id. */
  async openPoll(stem, choices) {
    const { seq } = await this.act({
      type: 'open_poll',
      stem,
      choices,
      multiple: false,
      anonymous: false,
    });
    return this.#opened('poll.opened', seq);
  }

  async #opened(kind, seq) {
    const opened = await this.until((one) => one.kind === kind && one.seq === seq);
    return opened.body.activity;
  }

  answer(activity, value) {
    return this.act({ type: 'submit_answer', activity, answer: { kind: 'truth', value } });
  }

  async closeAndShow(activity) {
    await this.act({ type: 'close_quiz', activity });
    await this.act({ type: 'show_quiz', activity });
  }

  /** The first message, past or to come, that fits. */
  until(fits, seconds = 20) {
    const past = this.seen.find(fits);
    if (past) return Promise.resolve(past);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const kinds = this.seen.map((one) => one.kind ?? one.type).join(' ');
        reject(new Error(`no such message in ${seconds} s; seen: ${kinds}`));
      }, seconds * 1000);
      const found = (one) => {
        clearTimeout(timer);
        resolve(one);
      };
      this.#waiting.push({ fits, resolve: found });
    });
  }

  close() {
    this.stream.destroy();
  }

  #take(bytes) {
    this.#buffer = Buffer.concat([this.#buffer, bytes]);
    for (;;) {
      const found = unframe(this.#buffer);
      if (!found) return;
      this.#buffer = this.#buffer.subarray(found.length);
      // Whoever does not answer is taken for gone.
      if (found.opcode === PING) this.stream.write(frame(found.payload, PONG));
      if (found.opcode !== TEXT) continue;
      const message = JSON.parse(found.payload.toString());
      this.seen.push(message);
      const done = this.#waiting.filter((one) => one.fits(message));
      this.#waiting = this.#waiting.filter((one) => !done.includes(one));
      for (const one of done) one.resolve(message);
    }
  }
}

function upgrade(address, cookie) {
  const key = randomBytes(16).toString('base64');
  const headers = {
    cookie,
    connection: 'upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': key,
  };
  return new Promise((resolve, reject) => {
    const asked = request(address, { headers });
    asked.once('upgrade', (_, stream, head) => {
      if (head.length > 0) stream.unshift(head);
      resolve(stream);
    });
    asked.once('response', (answer) => reject(new Error(`the room answered ${answer.statusCode}`)));
    asked.once('error', reject);
    asked.end();
  });
}

/** A text frame with the mask that clients must use. */
function frame(payload, opcode = TEXT) {
  const mask = randomBytes(4);
  const first = 0x80 | opcode;
  const head =
    payload.length < 126
      ? Buffer.from([first, 0x80 | payload.length])
      : Buffer.from([first, 0xfe, payload.length >> 8, payload.length & 255]);
  return Buffer.concat([head, mask, payload.map((byte, at) => byte ^ mask[at % 4])]);
}

function unframe(bytes) {
  if (bytes.length < 2) return null;
  const short = bytes[1] & 127;
  const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
  if (bytes.length < 2 + extra) return null;
  let size = short;
  if (extra === 2) size = bytes.readUInt16BE(2);
  if (extra === 8) size = Number(bytes.readBigUInt64BE(2));
  const length = 2 + extra + size;
  if (bytes.length < length) return null;
  return { opcode: bytes[0] & 15, payload: bytes.subarray(2 + extra, length), length };
}

/** A UUIDv7, as every client makes them. */
function uuid() {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = 0x70 | (bytes[6] & 15);
  bytes[8] = 0x80 | (bytes[8] & 63);
  const hex = bytes.toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
