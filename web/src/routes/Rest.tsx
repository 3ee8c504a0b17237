import { Route, Switch, useLocation } from 'wouter-preact';
import { detour } from '~/lib/guard.ts';
import { me } from '~/lib/session.ts';
import { lazyPage } from '~/ui/lazy_page.tsx';
import { Away } from './Away.tsx';
import { ALONE_PAGES, SHELL_PAGES } from './more_pages.ts';
import { preloadOf } from './page_route.ts';

const Shell = lazyPage(() => import('./Shell.tsx'));

/** All pages but those that one comes to first: alone, or inside the shell. */
export default function Rest() {
  const [path] = useLocation();
  const person = me.value ?? null;
  // With the query, for a moment in a replay stands there.
  const here = path + location.search;
  return (
    <Switch>
      {ALONE_PAGES.map((one) => (
        <Route key={one.path} path={one.path}>
          {(params) => {
            const away = detour(one.audience, person, here);
            const Page = one.page;
            if (away) return <Away to={away} />;
            return <Page params={params as Record<string, string>} />;
          }}
        </Route>
      ))}
      <Route>
        {person ? <Shell params={{}} /> : <Away to={detour('signed_in', null, here) ?? '/'} />}
      </Route>
    </Switch>
  );
}

/** Fetches what the page at an address needs. */
export function preload(path: string): void {
  if (preloadOf(ALONE_PAGES, path)) return;
  Shell.preload();
  preloadOf(SHELL_PAGES, path);
}
