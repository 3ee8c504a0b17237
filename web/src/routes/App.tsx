import { useEffect, useState } from 'preact/hooks';
import { Redirect, Route, Switch, useLocation } from 'wouter-preact';
import { SignInAgain } from '~/features/shell/SignInAgain.tsx';
import { detour } from '~/lib/guard.ts';
import { lazyPage } from '~/lib/route.tsx';
import { findMe, me } from '~/lib/session.ts';
import { PageFailed, PageLoading } from '~/ui/PageState.tsx';
import { Toasts } from '~/ui/Toast.tsx';
import { PAGES } from './pages.ts';

const Shell = lazyPage(() => import('./Shell.tsx'));

/** The whole product: bare pages stand alone, the others inside the shell. */
export function App() {
  const [path] = useLocation();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (me.peek() === undefined) findMe().catch(() => setFailed(true));
  }, []);
  if (failed) return <PageFailed />;
  if (me.value === undefined) return <PageLoading />;
  const person = me.value;
  return (
    <>
      <Switch>
        <Route path="/">
          <Redirect to="/today" replace />
        </Route>
        {PAGES.filter((one) => one.bare).map((one) => (
          <Route key={one.path} path={one.path}>
            {(params) => {
              const away = detour(one.audience, person, path);
              const Page = one.page;
              if (away) return <Redirect to={away} replace />;
              return <Page params={params as Record<string, string>} />;
            }}
          </Route>
        ))}
        <Route>
          {person ? (
            <Shell params={{}} />
          ) : (
            <Redirect to={detour('signed_in', null, path) ?? '/'} />
          )}
        </Route>
      </Switch>
      <SignInAgain />
      <Toasts />
    </>
  );
}
