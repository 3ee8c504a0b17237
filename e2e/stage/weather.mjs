// A bad road for datagrams: it loses some and holds others up, each for a time of its own, so that
// they overtake each other. It has a seed, and does the same to the same traffic.

import { createSocket } from 'node:dgram';

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32, Tommy Ettinger). */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function bound(address) {
  const socket = createSocket('udp4');
  socket.on('error', () => {});
  return new Promise((resolve) => socket.bind(0, address, () => resolve(socket)));
}

/**
 * Lays a road to a port of this machine. `weather` may be changed at any time: the part that is
 * lost, and the most milliseconds that a datagram is held up.
 */
export async function roadTo(port, weather, seed = 1) {
  const roll = dice(seed);
  const counted = { up: 0, down: 0, lost: 0 };
  const far = new Map();
  const near = await bound('127.0.0.1');
  let isOpen = true;
  const carry = (way, send) => {
    counted[way] += 1;
    // Always two, so that weather changes nothing of what comes after.
    const [fate, time] = [roll(), roll()];
    if (fate < weather.loss) {
      counted.lost += 1;
      return;
    }
    setTimeout(() => isOpen && send(), time * weather.jitterMs);
  };
  /** A socket for each who comes, so that the server sees them apart. */
  const socketOf = async (from) => {
    const socket = await bound('127.0.0.1');
    socket.on('message', (bytes) => carry('down', () => near.send(bytes, from.port, from.address)));
    return socket;
  };
  near.on('message', async (bytes, from) => {
    const name = `${from.address}:${from.port}`;
    if (!far.has(name)) far.set(name, socketOf(from));
    const socket = await far.get(name);
    carry('up', () => socket.send(bytes, port, '127.0.0.1'));
  });
  return {
    address: `127.0.0.1:${near.address().port}`,
    weather,
    counted,
    close: async () => {
      isOpen = false;
      near.close();
      for (const socket of await Promise.all(far.values())) socket.close();
    },
  };
}
