// A network of our own making: two machines that are namespaces of this one, with a wire between
// them. It needs Linux and its administrator; it ends with this process.

import { execFileSync, spawn } from 'node:child_process';
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
 * `blockUdp` has every datagram from there vanish here without a word, as firewalls do.
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
    blockUdp() {
      // Our own addresses are looked up first of all; what must come before them is moved there.
      run('ip', 'rule', 'add', 'pref', '10', 'lookup', 'local');
      run('ip', 'rule', 'add', 'pref', '5', 'iif', 'xt0', 'ipproto', 'udp', 'blackhole');
      run('ip', 'rule', 'delete', 'pref', '0');
    },
    end() {
      holder.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Waits until a process has a namespace of its own: it has ours until it was made. */
async function separate(pid) {
  const of = (who) => run('readlink', `/proc/${who}/ns/net`).toString();
  const ours = of('self');
  while (of(pid) === ours) await new Promise((resolve) => setTimeout(resolve, 10));
}
