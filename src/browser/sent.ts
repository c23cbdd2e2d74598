import { startCopyButtons } from './copy.ts';
import { startQuickExit } from './leaving/quick-exit.ts';
import { startReceipt } from './receipt.ts';
import { clearSession } from './session/session-value.ts';

/** The receipt's page, and every other page of readers whose channels have a copy button. */
function start(): void {
  startQuickExit();
  document.documentElement.classList.add('has-script');
  const receipt = document.getElementById('keep');
  if (receipt !== null && isFromForm()) clearSession();
  if (receipt === null) startCopyButtons();
  else startReceipt(receipt);
}

/** Sent without the code that forgets the draft once a tip has arrived, a form leads here by a redirect; and nothing else does. */
const isFromForm = () =>
  performance
    .getEntriesByType('navigation')
    .some(
      entry =>
        entry instanceof PerformanceNavigationTiming && entry.type === 'navigate' && entry.redirectCount > 0,
    );

start();
