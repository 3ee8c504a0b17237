// A network of our own making: two machines that are namespaces of this one, with a wire between
// them. It needs Linux and its administrator; it ends with this process.

import { execFileSync, spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Addresses of documentation (RFC 5737): nobody's. */
export const HERE = '198.51.100.1';
const THERE = '198.51.100.2';

const run = (...words) => execFileSync(words[0], words.slice(1), { stdio: 'pipe' });

/** Why namespaces cannot be made here; nothing where they can. */
export function whyNone() {
  try {
    run('unshare', '--net', 'ip', 'link', 'add', 'xt0', 'type', 'veth', 'peer', 'name', 'xt1');
    return undefined;
  } catch (error) {
    return `${error.stderr ?? ''}${error.message}`.trim().replaceAll(/\s+/g, ' ');
  }
}

/** Runs a program of ours alone in a namespace, where `wireFromHere` can be called. */
export function alone(path) {
  const words = ['--net', process.execPath, path];
  const child = spawn('unshare', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said += bytes;
    });
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}

/**
 * Makes a second namespace and a wire to it. `program` is a file that runs another in it.
 * `blockUdp` has every datagram from there vanish here without a word, as firewalls do;
 * `letThrough` has everything vanish but TCP to some ports.
 */
export function wireFromHere() {
  const holder = spawn('unshare', ['--net', 'sleep', '600'], { stdio: 'ignore' });
  const there = (...words) => run('nsenter', '--net', '--target', String(holder.pid), ...words);
  const folder = mkdtempSync(join(tmpdir(), 'xingtan-there-'));
  return {
    async lay() {
      await separate(holder.pid);
      run('ip', 'link', 'set', 'lo', 'up');
      run('ip', 'link', 'add', 'xt0', 'type', 'veth', 'peer', 'name', 'xt1', 'netns', holder.pid);
      run('ip', 'address', 'add', `${HERE}/24`, 'dev', 'xt0');
      run('ip', 'link', 'set', 'xt0', 'up');
      there('ip', 'link', 'set', 'lo', 'up');
      there('ip', 'address', 'add', `${THERE}/24`, 'dev', 'xt1');
      there('ip', 'link', 'set', 'xt1', 'up');
    },
    program(path) {
      const file = join(folder, 'program');
      const enter = `exec nsenter --net --target ${holder.pid} ${path} "$@"`;
      writeFileSync(file, `#!/bin/sh\n${enter}\n`, { mode: 0o755 });
      return file;
    },
    there,
    carriesUdp: () => carriesUdp(there),
    carriesTcp(port) {
      try {
        there('timeout', '1', 'bash', '-c', `: > /dev/tcp/${HERE}/${port}`);
        return true;
      } catch {
        return false;
      }
    },
    blockUdp: () => setRules([['ipproto', 'udp', 'blackhole']]),
    letThrough(ports) {
      const open = ports.map((port) => ['ipproto', 'tcp', 'dport', port, 'lookup', 'local']);
      setRules([...open, ['blackhole']]);
    },
    end() {
      holder.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Whether a datagram from behind the wire comes here. */
async function carriesUdp(there) {
  const socket = createSocket('udp4');
  socket.bind(0, HERE);
  await once(socket, 'listening');
  const came = once(socket, 'message').then(() => true);
  const { port } = socket.address();
  for (let tries = 0; tries < 5; tries += 1) {
    there('bash', '-c', `echo probe > /dev/udp/${HERE}/${port}`);
  }
  const waited = new Promise((resolve) => setTimeout(resolve, 1_000, false));
  const did = await Promise.race([came, waited]);
  socket.close();
  return did;
}

/** What becomes of packets that come by the wire, in place of what was set before. */
function setRules(rules) {
  const rule = (...words) => run('ip', 'rule', ...words);
  const known = () =>
    [
      ...run('ip', 'rule')
        .toString()
        .matchAll(/^(\d+):/gm),
    ].map(([, at]) => +at);
  // Nothing slips through meanwhile.
  rule('add', 'pref', 1, 'iif', 'xt0', 'blackhole');
  if (known().includes(0)) {
    // Our own addresses are looked up first of all; what must come before them is moved there.
    rule('add', 'pref', 100, 'lookup', 'local');
    rule('delete', 'pref', 0);
  }
  for (const at of known().filter((at) => at > 1 && at < 100)) rule('delete', 'pref', at);
  rules.forEach((one, number) => {
    rule('add', 'pref', 10 + number, 'iif', 'xt0', ...one);
  });
  rule('delete', 'pref', 1);
}

/** Waits until a process has a namespace of its own: it has ours until it was made. */
async function separate(pid) {
  const of = (who) => run('readlink', `/proc/${who}/ns/net`).toString();
  const ours = of('self');
  while (of(pid) === ours) await new Promise((resolve) => setTimeout(resolve, 10));
}
