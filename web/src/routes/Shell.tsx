import { QueryClientProvider } from '@tanstack/preact-query';
import { Route, Switch, useLocation } from 'wouter-preact';
import { AppShell } from '~/features/shell/AppShell.tsx';
import { NotFound } from '~/features/shell/NotFound.tsx';
import { detour } from '~/lib/guard.ts';
import { me } from '~/lib/session.ts';
import { Boundary } from '~/ui/Boundary.tsx';
import { Away } from './Away.tsx';
import { SHELL_PAGES } from './more_pages.ts';
import { queries } from './queries.ts';

/** Pages with the shell around them; server data lives in the query cache. */
export default function Shell() {
  const [path] = useLocation();
  return (
    <QueryClientProvider client={queries}>
      <AppShell>
        <Boundary place={path}>
          <Switch>
            {SHELL_PAGES.map((one) => (
              <Route key={one.path} path={one.path}>
                {(params) => {
                  const away = detour(one.audience, me.value ?? null, path + location.search);
                  const Page = one.page;
                  if (away) return <Away to={away} />;
                  return <Page params={params as Record<string, string>} />;
                }}
              </Route>
            ))}
            <Route>
              <NotFound />
            </Route>
          </Switch>
        </Boundary>
      </AppShell>
    </QueryClientProvider>
  );
}
