import type { Lang } from '../i18n/lang.ts';
import { formatSize } from '../i18n/size.ts';
import type { ChosenFiles } from './chosen-files.ts';
import type { Wait } from './chosen-list.ts';
import { element, fill } from './dom.ts';
import { clearFaults, type FieldFaults, showFaults } from './faults.ts';
import type { FormLimits, FormWords } from './form-data.ts';
import { freeze } from './freezing.ts';
import { countLetters } from './letters.ts';
import { drawPanel } from './panel.ts';
import { type Answer, send } from './send.ts';
import { unlessCalledOff } from './time-limit.ts';

type Setup = {
  form: HTMLFormElement;
  words: FormWords;
  limits: FormLimits;
  lang: Lang;
  chosen: ChosenFiles;
  announce: (text: string) => void;
  onArrived: () => void;
};

/**
 * Waits for the files and sends the form, with a bar that fills and a way to stop; what goes wrong is said in the page, and
 * files stay chosen.
 */
export function startSending(setup: Setup): void {
  const { form, onArrived } = setup;
  let isUnderWay = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (isUnderWay) return;
    const faults = faultsBeforeSending(setup);
    if (Object.keys(faults).length > 0) return showFaults(faults);
    isUnderWay = true;
    const answer = await sendWithPanel(setup);
    if (answer.kind === 'arrived') {
      onArrived();
      // Back must not bring the message and the phone number to the screen again.
      form.reset();
      location.replace('/sent');
      return;
    }
    isUnderWay = false;
    tell(answer, setup);
  });
}

/** Told before an hour of sending, not after. */
function faultsBeforeSending({ words, limits, chosen, lang }: Setup): FieldFaults {
  const text = element('message', HTMLTextAreaElement).value;
  const over = countLetters(text) - limits.message;
  return {
    ...(text.trim() === '' && { message: words.messageEmpty }),
    ...(over > 0 && { message: fill(words.lettersOver, { count: over.toLocaleString(lang) }) }),
    ...(chosen.fault() !== '' && { files: chosen.fault() }),
  };
}

async function sendWithPanel(setup: Setup): Promise<Answer> {
  const panel = element('sending', HTMLElement);
  const button = element('send', HTMLButtonElement);
  const calledOff = new AbortController();
  element('cancel', HTMLButtonElement).onclick = () => calledOff.abort();
  clearFaults();
  panel.hidden = false;
  // On a phone it would open below the edge, and the button would seem dead.
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
  button.setAttribute('aria-disabled', 'true');
  const answer = await sendWhenReady(setup, { signal: calledOff.signal, lost: '' });
  if (answer.kind === 'arrived') return answer;
  panel.hidden = true;
  button.removeAttribute('aria-disabled');
  setup.chosen.release();
  return answer;
}

/** A server that has lost files which were finished is sent them again, while the reader waits on. */
async function sendWhenReady(setup: Setup, wait: Wait): Promise<Answer> {
  const { form, chosen, words, announce } = setup;
  if (chosen.any()) {
    drawPanel(words.uploads.preparing, null);
    announce(words.uploads.preparing);
  }
  if (!(await chosen.ready(wait))) return { kind: 'put off' };
  // Those who wait go on writing.
  const faults = faultsBeforeSending(setup);
  if (Object.keys(faults).length > 0) return { kind: 'refused', faults, stamp: null };
  const answer = await sendWithBar(setup, wait.signal);
  if (answer.kind !== 'refused' || answer.faults['uploads'] === undefined) return answer;
  const lost = await unlessCalledOff(wait.signal, chosen.whatIsLost());
  if (wait.signal.aborted) return { kind: 'put off' };
  if (lost === null) return answer;
  if (Object.keys(answer.faults).length > 1)
    return { ...answer, faults: { ...answer.faults, uploads: lost } };
  renew(form, answer.stamp);
  return sendWhenReady(setup, { ...wait, lost });
}

async function sendWithBar(setup: Setup, signal: AbortSignal): Promise<Answer> {
  const { form, words, lang, chosen, announce } = setup;
  const size = (bytes: number) => formatSize(bytes, lang);
  drawPanel(words.sendingNow, 0);
  announce(words.sending);
  const body = bodyOf(form, chosen);
  const thaw = freeze(form);
  const warn = (event: Event) => event.preventDefault();
  addEventListener('beforeunload', warn);
  const answer = await send(form.action, body, {
    signal,
    onProgress(sent, total) {
      const percent = total === 0 ? 0 : Math.floor((100 * sent) / total);
      const values = { percent, sent: size(sent), size: size(total) };
      drawPanel(words.sendingNow, percent, fill(words.progress, values));
      if (sent === total) announce(words.settling);
    },
  });
  removeEventListener('beforeunload', warn);
  // What has arrived stays as it was sent until the page is left.
  if (answer.kind !== 'arrived') thaw();
  return answer;
}

/** The files are the list's: the input was emptied into it. */
function bodyOf(form: HTMLFormElement, chosen: ChosenFiles): FormData {
  const data = new FormData(form);
  data.delete('files');
  chosen.putInto(data);
  return data;
}

function tell(answer: Exclude<Answer, { kind: 'arrived' }>, setup: Setup): void {
  const { form, words, chosen, announce } = setup;
  announce('');
  switch (answer.kind) {
    case 'put off':
    case 'cancelled':
      if (answer.kind === 'cancelled') announce(words.cancelled);
      else announce(chosen.anyUnderWay() ? words.putOff : words.putOffStill);
      return element('send', HTMLButtonElement).focus();
    case 'lost':
      return showFaults({ form: words.lost });
    case 'failed':
      return showFaults({ form: words.failed });
    case 'refused':
      renew(form, answer.stamp);
      return showFaults(answer.faults);
  }
}

/**
 * A stamp counts from when it was made; and what a browser filled into the trap must not catch the reader
 * twice.
 */
function renew(form: HTMLFormElement, stamp: string | null): void {
  const field = form.elements.namedItem('stamp');
  if (stamp !== null && field instanceof HTMLInputElement) field.value = stamp;
  element('website', HTMLInputElement).value = '';
}
