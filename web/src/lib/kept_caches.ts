// The caches that pages and the worker share: what is kept of lessons, and who is signed in.

/** Where the worker finds who is signed in while no server can say. */
export const WHO = 'xingtan-who';

export const cacheName = (person: string, lesson: string) => `kept:${person}:${lesson}`;

/** Takes away what lies in caches of one person, and who it was. */
export async function dropCaches(person: string): Promise<void> {
  if (!('caches' in globalThis)) return;
  await caches.delete(WHO);
  const own = cacheName(person, '');
  for (const name of await caches.keys()) if (name.startsWith(own)) await caches.delete(name);
}
