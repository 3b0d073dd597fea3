/** Starts the console: its language, then its first screen. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startAlarmTitle } from './state/alarm-title.ts';
import { startServiceWorker } from './state/console-version.ts';
import { watchForHan } from './state/han.ts';
import { startLanguages } from './state/language.ts';
import { startSettings } from './state/settings.ts';
import './styles/tokens.css';
import './styles/fonts.css';
import './styles/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html holds no #root');

startSettings();
watchForHan();
await startLanguages();
startAlarmTitle();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
void startServiceWorker();
