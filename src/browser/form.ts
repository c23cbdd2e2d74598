import { isLang } from '../i18n/lang.ts';
import { type ChosenFiles, createChosenFiles } from './chosen-files.ts';
import { startCopyButtons } from './copy.ts';
import { element } from './dom.ts';
import { keepDraft, restoreDraft } from './draft.ts';
import { clearFault } from './faults.ts';
import { readFormData } from './form-data.ts';
import { startCounter } from './letters.ts';
import { startRemovals } from './removals.ts';
import { startReplyWays } from './reply-ways.ts';
import { startSending } from './sending.ts';

/** The form works without any of this; here it keeps, counts, lists and shows how far the sending is. */
function start(): void {
  document.documentElement.classList.add('has-script');
  const form = element('tip', HTMLFormElement);
  const status = element('status', HTMLElement);
  const { words, limits, uploads } = readFormData(form);
  const lang = isLang(document.documentElement.lang) ? document.documentElement.lang : 'ko';
  const announce = (text: string) => {
    status.textContent = text;
  };

  // What came back from the server is newer than the draft.
  const isReturned = 'returned' in form.dataset;
  if (!isReturned) element('choose-again', HTMLElement).hidden = !restoreDraft(form).hadFiles;
  const chosen: ChosenFiles = createChosenFiles({
    lang,
    words,
    limits,
    announce,
    href: uploads,
    removeAtServer: startRemovals(),
    onChange: () => showConsents(chosen),
  });
  const draft = keepDraft({
    form,
    hasFiles: chosen.anyUnkept,
    onBack() {
      if (isReturned) return;
      restoreDraft(form);
      openUsedFolds(form);
      // For all that counts and shows what is typed.
      element('message', HTMLTextAreaElement).dispatchEvent(new Event('input', { bubbles: true }));
    },
  });

  const onArrived = () => {
    draft.end();
    chosen.end();
  };

  openUsedFolds(form);
  showConsents(chosen);
  startCounter(words, limits, lang);
  startCopyButtons();
  startReplyWays(form);
  startSending({ form, words, limits, lang, chosen, announce, onArrived });
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) touched(target, chosen);
  });
}

function touched(control: HTMLInputElement | HTMLTextAreaElement, chosen: ChosenFiles): void {
  clearFault(control.name);
  showConsents(chosen);
}

function openUsedFolds(form: HTMLFormElement): void {
  for (const fold of form.querySelectorAll('details')) {
    const controls = [...fold.querySelectorAll('input')];
    if (controls.some(isUsed)) fold.open = true;
  }
}

const isUsed = (control: HTMLInputElement) =>
  control.type === 'checkbox' || control.type === 'radio' ? control.checked : control.value.trim() !== '';

/** A consent is asked for once it applies; one that was given stays in sight. */
function showConsents(chosen: ChosenFiles): void {
  const contacts = ['name', 'phone', 'email', 'chat', 'consent_contact', 'age_14', 'age_14-no'];
  if (contacts.some(id => isUsed(element(id, HTMLInputElement)))) applies('contact-consent');
  if (chosen.any() || isUsed(element('consent_media', HTMLInputElement))) applies('media-consent');
}

const applies = (id: string) => element(id, HTMLElement).classList.add('applies');

start();
