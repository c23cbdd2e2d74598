import { canKeep, sessionValue } from '../session/session-value.ts';

/** What belongs to the page, not to the reader's words. Files cannot be kept by a page. */
const NOT_KEPT = new Set(['lang', 'stamp', 'website', 'article', 'files']);

/** Writing at each letter of a long text is felt on a slow phone; milliseconds. */
const PAUSE = 400;

type Draft = { fields: [string, string][]; hadFiles: boolean };

const kept = sessionValue<Draft>('draft');

type DraftKeeper = {
  /** Forgets it, once the tip has arrived. */
  end(): void;
};

type DraftSetup = {
  form: HTMLFormElement;
  hasFiles: () => boolean;
  /** The form has come by Back, and is to be filled with what was typed last. */
  onBack: () => void;
};

/** A reload or a switch of language keeps what was typed, and the id that makes a repeat count once. */
export function keepDraft({ form, hasFiles, onBack }: DraftSetup): DraftKeeper {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ended = false;
  let isTouched = false;
  const save = () => {
    clearTimeout(timer);
    if (!ended) kept.write({ fields: fieldsOf(form), hadFiles: hasFiles() });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    isTouched = true;
  };
  form.addEventListener('input', saveSoon);
  form.addEventListener('change', saveSoon);
  if (canKeep()) keepOffDisk(form);
  addEventListener('pagehide', save);
  addEventListener('pageshow', ({ persisted }) => {
    if (ended || !(persisted || isHistoryVisit())) return;
    // The form may have been left in one language and sent in another: what Back brings then was sent already, for every
    // page of the form leaves a draft when it is left, and only a sending ends it.
    if (kept.isGone()) {
      ended = true;
      form.reset();
      location.replace(location.pathname + location.search);
      // Or it was written on there: the browser has filled in what it knew of this page by now, which is older.
    } else if (persisted || !isTouched) onBack();
  });
  return {
    end() {
      ended = true;
      clearTimeout(timer);
      kept.write(null);
    },
  };
}

/** What a browser may fill in by itself stays open to that until it is typed. */
const FILLED_IN = ['phone', 'email'];

/**
 * Browsers write what stands in fields to the disk, for when they are started again, and leave it there for a while; not of
 * fields without `autocomplete`. The draft brings back what they would.
 */
function keepOffDisk(form: HTMLFormElement): void {
  const turnOff = ({ target }: Event) => {
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)
      target.autocomplete = 'off';
  };
  // Before the first letter, as a change while a syllable is written may break it off.
  form.addEventListener('focusin', event => {
    if (!(event.target instanceof HTMLInputElement && FILLED_IN.includes(event.target.name))) turnOff(event);
  });
  form.addEventListener('input', turnOff);
}

/**
 * Fills the form with the draft, if there is one. Tells whether files had been chosen, which no page can
 * bring back.
 */
export function restoreDraft(form: HTMLFormElement): { hadFiles: boolean } {
  const draft = kept.read();
  if (draft === null) return { hadFiles: false };
  for (const control of form.elements) {
    if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)
      restore(control, draft.fields);
  }
  return { hadFiles: draft.hadFiles };
}

function restore(control: HTMLInputElement | HTMLTextAreaElement, fields: Draft['fields']): void {
  if (isLeftOut(control, fields)) control.checked = false;
  if (NOT_KEPT.has(control.name)) return;
  // For the disk, see `keepOffDisk`.
  control.autocomplete = 'off';
  const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
  if (control.type === 'checkbox' || control.type === 'radio') {
    if (control instanceof HTMLInputElement) control.checked = values.includes(control.value);
  } else if (values[0] !== undefined) control.value = values[0];
}

/** The article is the page's; that this very one was left out is the reader's. */
const LEFT_OUT = 'article left out';

const isLeftOut = (
  control: HTMLInputElement | HTMLTextAreaElement,
  fields: Draft['fields'],
): control is HTMLInputElement =>
  control.name === 'article' && fields.some(([name, value]) => name === LEFT_OUT && value === control.value);

function fieldsOf(form: HTMLFormElement): Draft['fields'] {
  const fields: Draft['fields'] = [];
  const article = form.elements.namedItem('article');
  if (article instanceof HTMLInputElement && !article.checked) fields.push([LEFT_OUT, article.value]);
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !NOT_KEPT.has(name)) fields.push([name, value]);
  }
  return fields;
}

const isHistoryVisit = (): boolean =>
  performance
    .getEntriesByType('navigation')
    .some(entry => entry instanceof PerformanceNavigationTiming && entry.type === 'back_forward');
