import type { ComponentChildren } from 'preact';

export function AppShell({ children }: { children: ComponentChildren }) {
  return <main id="main">{children}</main>;
}
