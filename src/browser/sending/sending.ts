import type { Lang } from '../../i18n/lang.ts';
import { formatSize } from '../../i18n/size.ts';
import type { Words } from '../../i18n/words.ts';
import type { ChosenFiles, Wait } from '../chosen-files/chosen-list.ts';
import { element, fill } from '../dom.ts';
import { countCharacters } from '../form/character-count.ts';
import { clearFaults, type FieldFaults, showFaults } from '../form/faults.ts';
import { warnBeforeLeaving } from '../leaving/leaving-warning.ts';
import type { FormLimits } from '../page-data.ts';
import { unlessCancelled } from '../timing.ts';
import type { Answer, Arrived, Trouble } from './answer.ts';
import { createFreezer, type Freezer } from './freeze.ts';
import { nextTry } from './next-try.ts';
import { postForm } from './post-form.ts';
import { drawPanel } from './progress-panel.ts';
import { createTroubleView } from './trouble.ts';

export type SendingSetup = {
  form: HTMLFormElement;
  words: Words['reader']['browser'];
  limits: FormLimits;
  lang: Lang;
  chosen: ChosenFiles;
  announce: (text: string) => void;
  onArrived: (arrived: Arrived) => void;
  /** What is told once, and then is the reader's choice. */
  warnings: () => FieldFaults;
};

type Setup = SendingSetup;

/** One sending: of as many tries as it takes. */
type Sending = Setup & { freezer: Freezer; wait: Wait; tries: number };

/** With which it ends. */
type Outcome = Exclude<Answer, Trouble>;

/**
 * Waits for the files and sends the form, with a bar that fills and a way to stop, until the desk has answered; what goes
 * wrong is said in the page, and files stay chosen.
 */
export function startSending(setup: Setup): void {
  const { form } = setup;
  const wishes = new EventTarget();
  const freezer = createFreezer(form);
  let isUnderWay = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (isUnderWay) return void wishes.dispatchEvent(new Event('now'));
    const faults = faultsBeforeSending(setup);
    if (Object.keys(faults).length > 0) return showFaults(faults);
    isUnderWay = true;
    const outcome = await sendWithPanel({ ...setup, freezer }, wishes);
    // What has arrived stays as it was sent until the page is left.
    if (outcome.kind === 'arrived') return setup.onArrived(outcome);
    isUnderWay = false;
    showFailure(outcome, setup);
  });
}

/** What the reader must learn before an hour of sending, not after. */
function faultsBeforeSending({ words, limits, chosen, lang, warnings }: Setup): FieldFaults {
  const text = element('message', HTMLTextAreaElement).value;
  const over = countCharacters(text) - limits.message;
  return {
    ...warnings(),
    ...(text.trim() === '' && { message: words.messageEmpty }),
    ...(over > 0 && { message: fill(words.lettersOver, { count: over.toLocaleString(lang) }) }),
    ...(chosen.fault() !== '' && { files: chosen.fault() }),
  };
}

async function sendWithPanel(setup: Setup & { freezer: Freezer }, wishes: EventTarget): Promise<Outcome> {
  const panel = element('sending', HTMLElement);
  const button = element('send', HTMLButtonElement);
  const stopping = new AbortController();
  element('cancel', HTMLButtonElement).onclick = () => stopping.abort();
  clearFaults();
  panel.hidden = false;
  // On a phone it would open below the edge, and the button would seem dead.
  panel.focus({ preventScroll: true });
  panel.scrollIntoView({ block: 'nearest' });
  button.setAttribute('aria-disabled', 'true');
  const outcome = await sendUntilAnswered(setup, stopping, wishes);
  if (outcome.kind === 'arrived') return outcome;
  panel.hidden = true;
  button.removeAttribute('aria-disabled');
  setup.freezer.unfreeze();
  setup.chosen.release();
  return outcome;
}

/** Tries until the desk has answered or the reader stops it: the form's id makes a tip that comes twice count once. */
async function sendUntilAnswered(
  setup: Setup & { freezer: Freezer },
  stopping: AbortController,
  wishes: EventTarget,
): Promise<Outcome> {
  const { words, announce, chosen } = setup;
  const { signal } = stopping;
  const button = element('send', HTMLButtonElement);
  const trouble = createTroubleView({
    words,
    announce,
    tryNow: () => wishes.dispatchEvent(new Event('now')),
    stop: () => stopping.abort(),
  });
  for (let tries = 1; ; tries += 1) {
    const answer = await sendWhenReady({ ...setup, wait: { signal, lost: '' }, tries });
    if (!isTrouble(answer)) return answer;
    trouble.show(answer);
    drawPanel(words.tryingAgain, null);
    button.removeAttribute('aria-disabled');
    // Files that travelled in the form go ahead of it the next time, if they can.
    chosen.release();
    const stopWarning = warnBeforeLeaving();
    await nextTry({ tries, after: answer.kind === 'busy' ? answer.after : 0, signal, wishes });
    stopWarning();
    button.setAttribute('aria-disabled', 'true');
    if (signal.aborted) return { kind: 'cancelled' };
  }
}

const isTrouble = (answer: Answer): answer is Trouble =>
  ['lost', 'away', 'busy', 'tooLarge', 'stranger'].includes(answer.kind);

/** A server that has lost files which were finished is sent them again, while the reader waits on. */
async function sendWhenReady(sending: Sending): Promise<Answer> {
  const { form, chosen, words, wait, announce, freezer } = sending;
  freezer.unfreeze();
  if (chosen.any()) {
    drawPanel(words.uploads.preparing, null);
    if (sending.tries === 1) announce(words.uploads.preparing);
  }
  if (!(await chosen.ready(wait))) return { kind: 'put off' };
  // Those who wait go on writing.
  const faults = faultsBeforeSending(sending);
  if (Object.keys(faults).length > 0) return { kind: 'refused', faults, stamp: null };
  const answer = await sendWithBar(sending);
  if (answer.kind !== 'refused' || answer.faults['uploads'] === undefined) return answer;
  const lost = await unlessCancelled(wait.signal, chosen.whatIsLost());
  if (wait.signal.aborted) return { kind: 'put off' };
  if (lost === null) return answer;
  if (Object.keys(answer.faults).length > 1)
    return { ...answer, faults: { ...answer.faults, uploads: lost } };
  renew(form, answer.stamp);
  return sendWhenReady({ ...sending, wait: { ...wait, lost } });
}

async function sendWithBar({ form, words, lang, chosen, announce, freezer, wait, tries }: Sending) {
  const size = (bytes: number) => formatSize(bytes, lang);
  drawPanel(words.sendingNow, 0);
  if (tries === 1) announce(words.sending);
  const body = bodyOf(form, chosen);
  freezer.freeze();
  const stopWarning = warnBeforeLeaving();
  const answer = await postForm(form.action, body, {
    signal: wait.signal,
    onProgress(sent, total) {
      const percent = total === 0 ? 0 : Math.floor((100 * sent) / total);
      const values = { percent, sent: size(sent), size: size(total) };
      drawPanel(words.sendingNow, percent, fill(words.progress, values));
      if (sent === total && tries === 1) announce(words.settling);
    },
  });
  stopWarning();
  return answer;
}

/** The files are the list's: the input was emptied into it. */
function bodyOf(form: HTMLFormElement, chosen: ChosenFiles): FormData {
  const data = new FormData(form);
  data.delete('files');
  chosen.putInto(data);
  return data;
}

function showFailure(outcome: Exclude<Outcome, Arrived>, setup: Setup): void {
  const { form, words, chosen, announce } = setup;
  announce('');
  switch (outcome.kind) {
    case 'put off':
    case 'cancelled':
      clearFaults();
      if (outcome.kind === 'cancelled') announce(words.cancelled);
      else announce(chosen.anyUnderWay() ? words.putOff : words.putOffStill);
      return element('send', HTMLButtonElement).focus();
    case 'refused':
      renew(form, outcome.stamp);
      return showFaults(outcome.faults);
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
