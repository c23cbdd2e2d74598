import { createChosenFiles } from './chosen-files/chosen-files.ts';
import type { ChosenFiles } from './chosen-files/chosen-list.ts';
import { startRemovals } from './chosen-files/removals.ts';
import { element } from './dom.ts';
import { startCounter } from './form/character-count.ts';
import { keepDraft, restoreDraft } from './form/draft.ts';
import { startEnter } from './form/enter.ts';
import { clearFault } from './form/faults.ts';
import { startLanguageSwitch } from './form/language-switch.ts';
import { startSendingOnceTouched } from './form/load-sending.ts';
import { startReplyWays } from './form/reply-ways.ts';
import { startQuickExit } from './leaving/quick-exit.ts';
import { readPageData } from './page-data.ts';

/** The form works without any of this; here it keeps, counts, lists and shows how far the sending is. */
function start(): void {
  startQuickExit();
  const form = element('tip', HTMLFormElement);
  const status = element('status', HTMLElement);
  const { code, ...page } = readPageData(form);
  const announce = (text: string) => {
    status.textContent = text;
  };

  // What came back from the server is newer than the draft.
  const isReturned = 'returned' in form.dataset;
  if (!isReturned) element('choose-again', HTMLElement).hidden = !restoreDraft(form).hadFiles;
  const chosen: ChosenFiles = createChosenFiles({
    ...page,
    announce,
    code,
    removeAtServer: startRemovals(),
    onChange: () => showConsents(chosen),
  });
  const draft = keepDraft({
    form,
    hasFiles: chosen.anyUnkept,
    onBack() {
      if (!isReturned) restoreAgain(form);
    },
  });
  const onArrived = () => {
    draft.end();
    chosen.end();
  };
  openUsedDetails(form);
  showConsents(chosen);
  startCounter(page);
  startReplyWays(form);
  startEnter(form);
  startLanguageSwitch(form);
  startSendingOnceTouched(code.send, {
    ...page,
    form,
    chosen,
    announce,
    onArrived,
  });
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) touched(target, chosen);
  });
  // What the script does better is taken away by this: last, so that nothing is missing where it could not begin.
  document.documentElement.classList.add('has-script');
}

function touched(control: HTMLInputElement | HTMLTextAreaElement, chosen: ChosenFiles): void {
  clearFault(control.name);
  showConsents(chosen);
}

/** The form has come by Back. */
function restoreAgain(form: HTMLFormElement): void {
  restoreDraft(form);
  openUsedDetails(form);
  // For all that counts and shows what is typed.
  element('message', HTMLTextAreaElement).dispatchEvent(new Event('input', { bubbles: true }));
}

function openUsedDetails(form: HTMLFormElement): void {
  for (const details of form.querySelectorAll('details')) {
    const controls = [...details.querySelectorAll('input')];
    if (controls.some(isUsed)) details.open = true;
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
