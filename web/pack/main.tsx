import { render } from 'preact';
import { App } from './App.tsx';
import { packHere } from './data.ts';
import './player.css';
import './begin.css';
import { language, setLanguage } from './texts.ts';

const at = document.getElementById('app');
if (at) {
  setLanguage(language.value);
  at.textContent = '';
  render(<App pack={packHere()} />, at);
}
