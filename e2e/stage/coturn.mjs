// A real TURN server, set as docs/guides/https.md says: only to the stage, by names that the
// server gives.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What both servers know. */
const SECRET = 'shared-by-two';

/** The server's settings for a TURN server there: by TCP, and by TLS. */
export const turnAt = (host, { tcp, tls }) => ({
  XINGTAN_TURN_URLS: `turn:${host}:${tcp}?transport=tcp,turns:${host}:${tls}?transport=tcp`,
  XINGTAN_TURN_SECRET: SECRET,
});

/** Starts it, with the certificate of the server itself. `stop` ends it. */
export function startCoturn(server, { tcp, tls }) {
  const folder = mkdtempSync(join(tmpdir(), 'xingtan-coturn-'));
  const of = (file) => join(server.data, 'tls', file);
  const settings = {
    'listening-ip': server.host,
    'relay-ip': server.host,
    'listening-port': tcp,
    'tls-listening-port': tls,
    cert: of('certificate.pem'),
    pkey: of('key.pem'),
    'static-auth-secret': SECRET,
    realm: 'xingtan.test',
    'denied-peer-ip': '0.0.0.0-255.255.255.255',
    'allowed-peer-ip': server.host,
    pidfile: join(folder, 'pid'),
    userdb: join(folder, 'users'),
    'log-file': 'stdout',
  };
  const words = Object.entries(settings).map(([name, value]) => `--${name}=${value}`);
  const flags = ['-n', '--use-auth-secret', '--no-udp', '--no-dtls', '--no-cli'];
  const child = spawn('turnserver', [...flags, ...words], { stdio: 'ignore' });
  return {
    stop() {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}
