// A device that is told to trust a server's own authority, as a person does in its settings.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Takes the authority that a server offers into the store of a browser with this home. */
export async function trust(server, home) {
  const answer = await fetch(`${server.url}/api/trust/authority.crt`);
  const store = join(home, '.pki/nssdb');
  const file = join(home, 'xingtan.crt');
  mkdirSync(store, { recursive: true });
  writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
  const certutil = (...words) => execFileSync('certutil', ['-d', `sql:${store}`, ...words]);
  certutil('-N', '--empty-password');
  certutil('-A', '-t', 'C,,', '-n', 'xingtan', '-i', file);
}
