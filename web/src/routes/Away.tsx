import { Redirect } from 'wouter-preact';

/**
 * Leads to another address, for good. A `Redirect` goes only once in its life: without the key,
 * one that takes another's place on the screen would stay there for ever, and draw nothing.
 */
export function Away({ to }: { to: string }) {
  return <Redirect key={to} to={to} replace />;
}
