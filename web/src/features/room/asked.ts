// What became of the messages this page waits for: each is kept by the server, refused in so many
// words, or never left.
import { Problem } from '~/api/problem.ts';
import type { Refused, Sent } from './wire.ts';

interface Waiting {
  done(): void;
  failed(why: Problem): void;
}

export class Asked {
  #waiting = new Map<string, Waiting>();

  /** Resolves when the message took effect; rejects with a `Problem` when it did not. */
  wait(clientId: string): Promise<void> {
    return new Promise((done, failed) => this.#waiting.set(clientId, { done, failed }));
  }

  acked(clientId: string): void {
    this.#take(clientId)?.done();
  }

  /** Whether anybody waited for it. */
  refused({ client_id, code, retry_after_ms }: Refused): boolean {
    const found = client_id ? this.#take(client_id) : undefined;
    const seconds = Math.ceil((retry_after_ms ?? 0) / 1000);
    found?.failed(new Problem({ code, retry_after_s: seconds }));
    return found !== undefined;
  }

  /** Of messages that will not be sent again: those that nobody waited for. */
  unsent(messages: Sent[]): Sent[] {
    return messages.filter(({ client_id }) => {
      const found = this.#take(client_id);
      found?.failed(new Problem({ code: 'network.unreachable' }));
      return !found;
    });
  }

  #take(clientId: string): Waiting | undefined {
    const found = this.#waiting.get(clientId);
    this.#waiting.delete(clientId);
    return found;
  }
}
