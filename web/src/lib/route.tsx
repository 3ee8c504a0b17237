import type { ComponentType, FunctionComponent } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { PageFailed, PageLoading } from '~/ui/PageState.tsx';
import { loadTexts, type Namespace } from './i18n.ts';

type PageModule = { default: ComponentType<{ params: Record<string, string> }> };

const RELOADED = 'xt.reloaded';

/**
 * A page loaded when it is first shown, together with its texts. After an upgrade its old file may
 * be gone: then the page is loaded afresh, once.
 */
export function lazyPage(load: () => Promise<PageModule>, ...texts: Namespace[]) {
  let ready: PageModule['default'] | undefined;
  const LazyPage: FunctionComponent<{ params: Record<string, string> }> = ({ params }) => {
    const [, setReady] = useState(Boolean(ready));
    const [error, setError] = useState<unknown>(null);
    useEffect(() => {
      if (ready) return;
      Promise.all([load(), loadTexts('problems', ...texts)]).then(
        ([module]) => {
          ready = module.default;
          forget();
          setReady(true);
        },
        (reason) => {
          if (!reloadOnce()) setError(reason);
        },
      );
    }, []);
    if (error) return <PageFailed />;
    if (!ready) return <PageLoading />;
    const Page = ready;
    return <Page params={params} />;
  };
  return LazyPage;
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
