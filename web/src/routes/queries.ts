import { effect } from '@preact/signals';
import { QueryClient } from '@tanstack/preact-query';
import { Problem } from '~/api/problem.ts';
import { me } from '~/lib/session.ts';

/** What the server said to the pages of the shell, for the person who is signed in. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A refusal stays a refusal; only a network in trouble is tried again.
      retry: (count, error) =>
        count < 2 && (!(error instanceof Problem) || error.status === 0 || error.status >= 500),
    },
  },
});

// On a shared computer the next person must not see the last one's pages.
let owner: string | undefined;
effect(() => {
  const person = me.value?.id;
  if (person !== owner) queries.clear();
  owner = person;
});
