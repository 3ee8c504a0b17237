// Answers asked for before the script of the page that needs them is there: over a slow link each
// wait for one another costs half a second.

// A room's page asks for some itself (`early_room.ts`).
const page = globalThis as { xtAsked?: Map<string, Promise<Response>> };
page.xtAsked ??= new Map();
const asked = page.xtAsked;

export function askEarly(url: string): void {
  if (asked.has(url)) return;
  const answer = fetch(url, {
    headers: { accept: 'application/json' },
    credentials: 'same-origin',
  });
  // Whoever takes it sees the failure.
  answer.catch(() => {});
  asked.set(url, answer);
}

/** Hands an early answer over, once, if it is a good one. */
export async function takeEarly(url: string): Promise<Response | null> {
  const answer = asked.get(url);
  asked.delete(url);
  const response = await answer?.catch(() => null);
  return response?.ok ? response : null;
}
