import type { ChosenFiles } from '../chosen-files/chosen-list.ts';
import { element } from '../dom.ts';
import { createLoader, inTime } from '../load-code.ts';
import type { SendCode, SendSetup } from '../sending/send.ts';
import { submitWith } from '../sending/submit-with.ts';
import { pause } from '../timing.ts';
import { showFaults } from './faults.ts';

/** By which the reader shows that the form will be used. */
const BEGINNINGS = ['focusin', 'pointerdown', 'input'];

/** Until the next try to load it, milliseconds. */
const AGAIN = 3_000;

/** So often “Send” tries with a line that is there: after an upgrade of the desk the code of an older page is gone. */
const TRIES = 3;

/** The code that sends is loaded when the form is first touched, so that “Send” finds it there whatever the line does then. */
export function startSendingOnceTouched(href: string, setup: SendSetup): void {
  const { form } = setup;
  const loadCode = createLoader<SendCode>(href);
  let isBegun = false;
  const begin = async () => {
    const { beginSending } = await loadCode();
    if (!isBegun) beginSending(setup);
    isBegun = true;
  };
  const beginEarly = () => void begin().catch(() => {});
  for (const name of BEGINNINGS) form.addEventListener(name, beginEarly);
  let isWaiting = false;
  form.addEventListener('submit', async event => {
    // From then on it listens itself.
    if (isBegun) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    const button = element('send', HTMLButtonElement);
    button.setAttribute('aria-disabled', 'true');
    const isThere = await isLoaded(begin, setup);
    if (!isThere) await sendPlainly(form, setup.chosen);
    isWaiting = false;
    button.removeAttribute('aria-disabled');
    if (isThere) form.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
  });
}

/** False where it is not to be had, though the line is there. */
async function isLoaded(begin: () => Promise<void>, { words }: SendSetup): Promise<boolean> {
  for (let tries = 1; tries <= TRIES; ) {
    try {
      await inTime(begin());
      return true;
    } catch {
      if (tries === 1) showFaults({ form: words.trouble.lost });
      await pause(AGAIN);
    }
    if (navigator.onLine) tries += 1;
  }
  return false;
}

/** As a browser without script sends it, with the files of the list, once these are ready; unless the reader stops that. */
async function sendPlainly(form: HTMLFormElement, chosen: ChosenFiles): Promise<void> {
  const panel = element('sending', HTMLElement);
  const stopping = new AbortController();
  element('cancel', HTMLButtonElement).onclick = () => stopping.abort();
  panel.hidden = false;
  const isReady = await chosen.ready({ signal: stopping.signal, lost: '' });
  const fault = chosen.fault();
  if (isReady && fault === '') return submitWith(form, chosen);
  panel.hidden = true;
  chosen.release();
  if (isReady) showFaults({ files: fault });
}
