// Answers asked for before the script of the page that needs them is there: over a slow link each
// wait for one another costs half a second.

const asked = new Map<string, Promise<Response>>();

export function askEarly(url: string): void {
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
