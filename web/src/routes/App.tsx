import { useEffect, useState } from 'preact/hooks';
import { Route, Switch, useLocation } from 'wouter-preact';
import { SignInAgain } from '~/features/sign_in/SignInAgain.tsx';
import { detour } from '~/lib/guard.ts';
import { findMe, me } from '~/lib/session.ts';
import { Boundary } from '~/ui/Boundary.tsx';
import { Live } from '~/ui/Live.tsx';
import { lazyPage, Waiting } from '~/ui/lazy_page.tsx';
import { PageFailed } from '~/ui/PageState.tsx';
import { Toasts } from '~/ui/Toast.tsx';
import { Away } from './Away.tsx';
import { BARE_PAGES } from './bare_pages.ts';
import { preloadOf } from './page_route.ts';

const Rest = lazyPage(() => import('./Rest.tsx'));

/** Fetches everything the page at an address needs, all at once. */
export function preload(path: string): void {
  if (preloadOf(BARE_PAGES, path)) return;
  Rest.preload();
  import('./Rest.tsx').then(
    (part) => part.preload(path),
    () => {},
  );
}

/** The whole product: bare pages stand alone, the others inside the shell. */
export function App() {
  const [path] = useLocation();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (me.peek() === undefined) findMe().catch(() => setFailed(true));
  }, []);
  if (failed) return <PageFailed />;
  if (me.value === undefined) return <Waiting />;
  const person = me.value;
  // With the query, for a moment in a replay stands there.
  const here = path + location.search;
  return (
    <>
      <Boundary place={path}>
        <Switch>
          <Route path="/">
            <Away to="/today" />
          </Route>
          {BARE_PAGES.map((one) => (
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
            <Rest params={{}} />
          </Route>
        </Switch>
      </Boundary>
      <SignInAgain />
      <Toasts />
      <Live />
    </>
  );
}
