import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadTexts, type Namespace } from '~/lib/i18n.ts';
import { PageFailed, PageLoading } from './PageState.tsx';

type PageModule = { default: ComponentType<{ params: Record<string, string> }> };
type LazyPage = FunctionComponent<{ params: Record<string, string> }> & {
  /** Fetches the page ahead; a failure shows when the page does. */
  preload: () => void;
};

const RELOADED = 'xt.reloaded';

/**
 * A page loaded when it is first shown, together with its texts. After an upgrade its old file may
 * be gone: then the page is loaded afresh, once.
 */
export const lazyPage = (load: () => Promise<PageModule>, ...texts: Namespace[]) =>
  barePage(load, 'problems', ...texts);

/** The same of a page that fetches the words for what goes wrong behind all else. */
export function barePage(load: () => Promise<PageModule>, ...texts: Namespace[]): LazyPage {
  let ready: PageModule['default'] | undefined;
  let loading: Promise<void> | undefined;
  const fetchOnce = () => {
    loading ??= Promise.all([load(), loadTexts(...texts)]).then(
      ([module]) => {
        ready = module.default;
        forget();
      },
      (reason) => {
        loading = undefined;
        throw reason;
      },
    );
    return loading;
  };
  const Lazy: LazyPage = ({ params }) => {
    const [, setReady] = useState(Boolean(ready));
    const [error, setError] = useState<unknown>(null);
    useEffect(() => {
      // It may have arrived between drawing and now.
      fetchOnce().then(
        () => setReady(true),
        (reason) => {
          if (!reloadOnce()) setError(reason);
        },
      );
    }, []);
    if (error) return <PageFailed />;
    if (!ready) return <Waiting />;
    const Page = ready;
    return <Page params={params} />;
  };
  Lazy.preload = () => {
    fetchOnce().catch(() => {});
  };
  return Lazy;
}

/** A room waits in the dark, where its stage will be. */
export function Waiting() {
  return <PageLoading isRoom={/^\/(room|replay)\//.test(location.pathname)} />;
}

function reloadOnce(): boolean {
  try {
    if (sessionStorage.getItem(RELOADED) || !navigator.onLine) return false;
    sessionStorage.setItem(RELOADED, '1');
    location.reload();
    return true;
  } catch {
    return false;
  }
}

function forget(): void {
  try {
    sessionStorage.removeItem(RELOADED);
  } catch {
    // Nothing was remembered either.
  }
}
