import { createChosenFiles } from '../chosen-files/chosen-files.ts';
import type { ChosenFiles } from '../chosen-files/chosen-list.ts';
import { startRemovals } from '../chosen-files/removals.ts';
import { element, say } from '../dom.ts';
import { readPageData } from '../page-data.ts';
import { submitWith } from '../sending/submit-with.ts';
import { pause, unlessCancelled } from '../timing.ts';
import { askDesk } from './idle.ts';

/** For the desk to answer, and until it is asked again, milliseconds. */
const ANSWERS_WITHIN = 10_000;
const AGAIN = 3_000;

/** Files go ahead of the message, as of the tip's form; then the browser sends it as it does without script, once the line is there. */
export function startMore(form: HTMLFormElement) {
  const status = element('status', HTMLElement);
  const announce = (text: string) => {
    status.textContent = text;
  };
  const { code, ...page } = readPageData(form);
  const removeAtServer = startRemovals();
  const chosen = createChosenFiles({ ...page, announce, code, removeAtServer, onChange: () => {} });
  const button = element('send', HTMLButtonElement);
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    if (await isReady(chosen, page.words.trouble.lost)) return submitWith(form, chosen);
    button.removeAttribute('aria-disabled');
    chosen.release();
    if (chosen.fault() !== '') say(element('files-fault', HTMLElement), chosen.fault());
  });
  const message = element('message', HTMLTextAreaElement);
  return {
    anyUnderWay: () => chosen.anyUnderWay(),
    isUnsent: () => message.value !== '' || chosen.any(),
  };
}

/** False where the reader would rather not wait, or something is wrong with the files. */
async function isReady(chosen: ChosenFiles, lost: string): Promise<boolean> {
  if (chosen.fault() !== '') return false;
  const stopping = new AbortController();
  const panel = element('sending', HTMLElement);
  element('cancel', HTMLButtonElement).onclick = () => stopping.abort();
  panel.hidden = false;
  panel.scrollIntoView({ block: 'nearest' });
  const isThere = (await chosen.ready({ signal: stopping.signal, lost: '' })) && chosen.fault() === '';
  const isReached = isThere && (await waitForDesk(stopping.signal, lost));
  panel.hidden = true;
  return isReached;
}

/** A browser that sends without a line shows its own page, and what was typed is gone. */
async function waitForDesk(signal: AbortSignal, lost: string): Promise<boolean> {
  const stuck = element('stuck', HTMLElement);
  while (!signal.aborted) {
    try {
      await unlessCancelled(signal, askDesk(ANSWERS_WITHIN));
      break;
    } catch {
      say(stuck, lost);
      await pause(AGAIN);
    }
  }
  say(stuck, '');
  return !signal.aborted;
}
