// A thin line to a server: so many bits a second in each direction, and so long on the way.

import { connect, createServer } from 'node:net';

/** What passes at once, as over a real network. */
const PACKET_BYTES = 1400;

/** One direction, shared by all connections. */
class Direction {
  bytes = 0;
  #freeAt = 0;
  #kbps;

  constructor(kbps) {
    this.#kbps = kbps;
  }

  /** When so many bytes that are sent now have left. */
  leave(bytes) {
    this.#freeAt = Math.max(Date.now(), this.#freeAt) + (bytes * 8) / this.#kbps;
    this.bytes += bytes;
    return this.#freeAt;
  }
}

const until = (at) => new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));

/** Passes bytes on; whoever sends faster is held back. */
async function pass(from, to, direction, delayMs) {
  let last = Promise.resolve();
  try {
    for await (const bytes of from) {
      for (let at = 0; at < bytes.length; at += PACKET_BYTES) {
        if (to.destroyed) return;
        const packet = bytes.subarray(at, at + PACKET_BYTES);
        const left = direction.leave(packet.length);
        last = last.then(() => until(left + delayMs)).then(() => to.destroyed || to.write(packet));
        await until(left);
      }
    }
    await last;
  } catch {
    // Either side may hang up as it likes.
  } finally {
    from.destroy();
    to.end();
  }
}

/** Lays a thin line to a server; gives the server as it is seen from its other end. */
export async function thinLine(server, { kbps, delayMs }) {
  const up = new Direction(kbps);
  const down = new Direction(kbps);
  const open = new Set();
  const target = Number(new URL(server.url).port);
  const proxy = createServer({ highWaterMark: PACKET_BYTES * 4 }, (near) => {
    const far = connect({ port: target, host: '127.0.0.1', highWaterMark: PACKET_BYTES * 4 });
    for (const socket of [near, far]) {
      open.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => open.delete(socket));
    }
    // Who has gone takes nothing more of the line.
    near.on('close', () => far.destroy());
    void pass(near, far, up, delayMs);
    void pass(far, near, down, delayMs);
  });
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    ...server,
    url: `http://127.0.0.1:${proxy.address().port}`,
    /** Bytes that passed so far: to the server, and from it. */
    bytes: () => ({ up: up.bytes, down: down.bytes }),
    close: () => {
      for (const socket of open) socket.destroy();
      proxy.close();
    },
  };
}
