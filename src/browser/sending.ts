import type { Lang } from '../i18n/lang.ts';
import { formatSize } from '../i18n/size.ts';
import type { ChosenFiles } from './chosen-files.ts';
import { element, fill } from './dom.ts';
import { clearFaults, type FieldFaults, showFaults } from './faults.ts';
import type { FormLimits, FormWords } from './form-data.ts';
import { countLetters } from './letters.ts';
import { type Answer, send } from './send.ts';

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
 * Sends the form with a bar that fills and a way to stop; what goes wrong is said in the page, and files
 * stay chosen.
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
    const answer = await sendWithBar(setup);
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

async function sendWithBar({ form, words, lang, chosen, announce }: Setup): Promise<Answer> {
  const bar = element('sending', HTMLElement);
  const progress = element('progress', HTMLProgressElement);
  const percent = element('percent', HTMLElement);
  const size = (bytes: number) => formatSize(bytes, lang);
  const sending = send(form.action, bodyOf(form, chosen), (sent, total) => {
    progress.value = total === 0 ? 0 : Math.floor((100 * sent) / total);
    percent.textContent = fill(words.progress, {
      percent: progress.value,
      sent: size(sent),
      size: size(total),
    });
    if (sent === total) announce(words.settling);
  });
  const button = element('send', HTMLButtonElement);
  const warn = (event: Event) => event.preventDefault();
  clearFaults();
  announce(words.sending);
  progress.value = 0;
  percent.textContent = '';
  bar.hidden = false;
  button.setAttribute('aria-disabled', 'true');
  element('cancel', HTMLButtonElement).onclick = sending.cancel;
  addEventListener('beforeunload', warn);
  const answer = await sending.answer;
  removeEventListener('beforeunload', warn);
  bar.hidden = answer.kind !== 'arrived';
  if (answer.kind !== 'arrived') button.removeAttribute('aria-disabled');
  return answer;
}

/** The files are the list's: a browser that cannot fill the input sends them all the same. */
function bodyOf(form: HTMLFormElement, chosen: ChosenFiles): FormData {
  const data = new FormData(form);
  data.delete('files');
  for (const file of chosen.files()) data.append('files', file);
  return data;
}

function tell(answer: Exclude<Answer, { kind: 'arrived' }>, { form, words, announce }: Setup): void {
  announce('');
  switch (answer.kind) {
    case 'cancelled':
      announce(words.cancelled);
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
