import { startCopyButtons } from './copy.ts';
import { startQuickExit } from './leaving/quick-exit.ts';
import { keepNothing } from './session/session-value.ts';
import { stayOpen } from './talk/idle.ts';
import { startMore } from './talk/more.ts';

/** A reader's own tip. Nothing of it is kept in the browser: others may use the device, and whoever leaves must leave nothing. */
function start(): void {
  keepNothing();
  startQuickExit();
  startCopyButtons();
  const more = document.getElementById('more');
  const form = more instanceof HTMLFormElement ? startMore(more) : null;
  stayOpen({ isInUse: () => form?.anyUnderWay() === true, isUnsent: () => form?.isUnsent() === true });
  document.documentElement.classList.add('has-script');
}

start();
