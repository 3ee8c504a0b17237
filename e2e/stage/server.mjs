// A real server in a folder of its own, with the demonstration school.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = process.env.XINGTAN_TEST_BINARY;

/**
 * Starts a server, with further flags, and waits until it is ready. `stop` ends it and removes its
 * folder. `variables` are settings as they stand in the environment.
 */
export async function startServer({ flags = [], host = '127.0.0.1', variables = {} } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'xingtan-e2e-'));
  const ports = [await freePort(), await freePort()];
  const server = { data, url: `http://${host}:${ports[0]}`, rtmp: ports[1], log: '' };
  Object.assign(server, { flags, host, variables });
  await launch(server, ports);
  server.demo = JSON.parse(readFileSync(join(data, 'demo.json'), 'utf8'));
  server.kill = () => ended(server, 'SIGKILL');
  server.again = () => launch(server, ports);
  server.stop = async () => {
    await ended(server, 'SIGTERM');
    rmSync(data, { recursive: true, force: true });
  };
  return server;
}

async function launch(server, [http, rtmp]) {
  const listen = ['--listen', `${server.host}:${http}`, '--rtmp', `${server.host}:${rtmp}`];
  const words = ['serve', '--demo', '--data', server.data, ...listen, ...server.flags];
  const env = { ...process.env, ...server.variables };
  server.process = spawn(BINARY, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [server.process.stdout, server.process.stderr]) {
    stream.on('data', (bytes) => {
      server.log += bytes;
    });
  }
  const shown = join(server.data, 'demo.json');
  await until('the server is ready', async () => {
    if (server.process.exitCode !== null) throw new Error(`the server ended:\n${server.log}`);
    const answer = await fetch(`${server.url}/health/ready`).catch(() => null);
    return answer?.ok && readFileSync(shown, { encoding: 'utf8', flag: 'a+' }).length > 0;
  });
}

function ended(server, signal) {
  return new Promise((resolve) => {
    server.process.once('exit', resolve);
    server.process.kill(signal);
  });
}

/** Asks again until the answer is truthy, at most so many seconds. */
export async function until(what, ask, seconds = 30) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${seconds} s in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** A port that nobody listens at, but for who is told of it. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
