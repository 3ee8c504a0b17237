import { render } from 'preact';
import './styles/tokens.css';
import './styles/base.css';
import { loadTexts, preferredLanguage, setLanguage } from './lib/i18n.ts';
import { recall, startLook } from './lib/settings.ts';
import { App } from './routes/App.tsx';

startLook();
const root = document.getElementById('app');

async function start(into: HTMLElement): Promise<void> {
  await setLanguage(preferredLanguage(recall('language')));
  await loadTexts('core');
  render(<App />, into);
}

if (root) void start(root);
