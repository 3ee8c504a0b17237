// A room on Socket.IO: signed-in people come in and get what staff say.
// node socketio.mjs PORT [CERTIFICATE KEY]

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { Server } from 'socket.io';

const [port, certificate, key] = process.argv.slice(2);
const server = certificate
  ? createTlsServer({ cert: readFileSync(certificate), key: readFileSync(key) })
  : createServer();
const io = new Server(server);

/** Who is signed in, by session. */
const sessions = new Map(
  Array.from({ length: 20_000 }, (_, n) => [String(n), { person: n, name: `Learner ${n}` }]),
);

io.use((socket, next) => {
  const session = /session=(\d+)/.exec(socket.handshake.headers.cookie ?? '')?.[1];
  socket.data.person = sessions.get(session);
  next(socket.data.person ? undefined : new Error('not signed in'));
});

io.on('connection', (socket) => {
  socket.on('join', () => {
    socket.join('lesson');
    socket.emit('joined');
  });
  socket.on('control', (message) => {
    io.to('lesson').emit('control', message);
  });
});

server.listen({ port: Number(port), host: '127.0.0.1', backlog: 4096 });
