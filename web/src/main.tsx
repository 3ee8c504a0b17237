import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import { loadTexts, preferredLanguage, setLanguage } from './lib/i18n.ts';
import { findMe } from './lib/session.ts';
import { recall, startLook } from './lib/settings.ts';
import { App, preload } from './routes/App.tsx';

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
}

if (root) void start(root);
