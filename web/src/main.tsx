import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import { loadTexts, preferredLanguage, setLanguage } from './lib/i18n.ts';
import { findMe } from './lib/session.ts';
import { recall, startLook } from './lib/settings.ts';
import { App, preload } from './routes/App.tsx';
import { Button } from './ui/Button.tsx';

/** A page over a slow link is there by then. */
const TIDY_AFTER_MS = 10_000;

startLook();
const root = document.getElementById('app');

async function start(into: HTMLElement): Promise<void> {
  await setLanguage(preferredLanguage(recall('language')));
  // Nothing waits for anything it does not need: each wait is a journey over a slow link.
  const texts = loadTexts('core');
  findMe().catch(() => {});
  preload(location.pathname === '/' ? '/today' : location.pathname);
  await texts;
  into.replaceChildren();
  render(<App />, into);
  // Once the page has what it needs.
  setTimeout(tidy, TIDY_AFTER_MS);
}

/** What can wait; the next start does it if this one cannot. */
function tidy(): void {
  import('./lib/late_start.ts').then(
    (part) => part.startLate(),
    () => {},
  );
}

/** Without texts there are no words but these, in both languages. */
function Failed() {
  return (
    <div class="splash" role="alert">
      <p>
        没有加载出来，请检查网络。<span lang="en">This did not load. Check the network.</span>
      </p>
      <Button look="primary" onClick={() => location.reload()}>
        重新加载 · Load again
      </Button>
    </div>
  );
}

if (root) {
  start(root).catch(() => {
    root.replaceChildren();
    render(<Failed />, root);
  });
}
