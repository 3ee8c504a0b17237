// The caches that pages and the worker share: what is kept of lessons, and who is signed in.

/** Where the worker finds who is signed in while no server can say. */
export const WHO = 'xingtan-who';

export const cacheName = (person: string, lesson: string) => `kept:${person}:${lesson}`;

/** Takes away who is signed in, and what lies in caches of one person: as much of it as can be. */
export async function dropCaches(person: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  const drop = (name: string) => caches.delete(name).catch(() => false);
  await drop(WHO);
  const own = cacheName(person, '');
  const names = await caches.keys().catch(() => []);
  for (const name of names) if (name.startsWith(own)) await drop(name);
}
