// Rows kept on this device, in IndexedDB; where there is none, for as long as the page stands.

export type Shelf = 'outbox' | 'kept';
type Key = string | [string, string];

const NAME = 'xingtan';
const KEYS: Record<Shelf, string | string[]> = { outbox: 'id', kept: ['person', 'lesson'] };

let opening: Promise<IDBDatabase | null> | undefined;
/** What stands in for it in private windows that forbid it. */
const memory: Record<Shelf, Map<string, unknown>> = { outbox: new Map(), kept: new Map() };

function open(): Promise<IDBDatabase | null> {
  opening ??= new Promise((done) => {
    try {
      const asked = indexedDB.open(NAME, 1);
      asked.onupgradeneeded = () => {
        for (const [shelf, keyPath] of Object.entries(KEYS)) {
          asked.result.createObjectStore(shelf, { keyPath });
        }
      };
      asked.onsuccess = () => {
        const db = asked.result;
        // The browser closes it of itself too, as when it clears a site's data.
        db.onclose = () => forget(db);
        db.onversionchange = () => {
          db.close();
          forget(db);
        };
        done(db);
      };
      asked.onerror = () => done(null);
      asked.onblocked = () => done(null);
    } catch {
      done(null);
    }
  });
  return opening;
}

/** The next use opens anew. */
function forget(db: IDBDatabase): void {
  const was = opening;
  void was?.then((known) => {
    if (known === db && opening === was) opening = undefined;
  });
}

function finished<T>(asked: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
}

function keyOf(shelf: Shelf, row: object): Key {
  const path = KEYS[shelf];
  const field = (name: string) => String((row as Record<string, unknown>)[name]);
  return typeof path === 'string' ? field(path) : [field(path[0] ?? ''), field(path[1] ?? '')];
}

/** Keeps a row, in the place of the one with its key. Throws when the device is full. */
export async function putRow(shelf: Shelf, row: object): Promise<void> {
  const db = await open();
  if (!db) memory[shelf].set(String(keyOf(shelf, row)), row);
  else {
    const change = db.transaction(shelf, 'readwrite');
    change.objectStore(shelf).put(row);
    await new Promise<void>((done, fail) => {
      change.oncomplete = () => done();
      change.onabort = () => fail(change.error);
    });
  }
}

export async function rowOf<T>(shelf: Shelf, key: Key): Promise<T | null> {
  const db = await open();
  if (!db) return (memory[shelf].get(String(key)) as T | undefined) ?? null;
  return (await finished(db.transaction(shelf).objectStore(shelf).get(key))) ?? null;
}

/** All rows of a shelf, by their keys. */
export async function rowsOf<T>(shelf: Shelf): Promise<T[]> {
  const db = await open();
  if (!db) return [...memory[shelf].values()] as T[];
  return finished(db.transaction(shelf).objectStore(shelf).getAll());
}

export async function removeRow(shelf: Shelf, key: Key): Promise<void> {
  const db = await open();
  if (!db) memory[shelf].delete(String(key));
  else await finished(db.transaction(shelf, 'readwrite').objectStore(shelf).delete(key));
}
