import './domain/withoutJit';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ErrorBoundary } from './app/shell/ErrorBoundary';
import { Studio } from './app/shell/Studio';
import { UnmetNeeds } from './app/shell/UnmetNeeds';
import { unmetNeeds } from './app/shell/needs';
import { queryClient } from './app/shell/queryClient';
import { openPage } from './storage/opening';
import { clearSettings } from './storage/settings';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/range.css';
import './styles/menus.css';
import './styles/shell.css';
import './styles/panels.css';
import './styles/notices.css';
import './styles/studio.css';
import './styles/prompt.css';
import './styles/expressions.css';
import './styles/units.css';
import './styles/unitNotes.css';
import './styles/schematic.css';
import './styles/stage.css';
import './styles/pull.css';
import './styles/steps.css';
import './styles/run.css';
import './styles/reading.css';
import './styles/library.css';
import './styles/batch.css';
import './styles/gallery.css';
import './styles/review.css';
import './styles/commands.css';
import './styles/tour.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

const page = createRoot(root);
const unmet = unmetNeeds(globalThis, location);
if (unmet) page.render(<UnmetNeeds {...unmet} />);
else {
  const beginAnew = () => {
    clearSettings();
    location.reload();
  };
  void openPage(beginAnew).then(() =>
    page.render(
      <StrictMode>
        <ErrorBoundary>
          <QueryClientProvider client={queryClient}>
            <Studio />
          </QueryClientProvider>
        </ErrorBoundary>
      </StrictMode>,
    ),
  );
}
