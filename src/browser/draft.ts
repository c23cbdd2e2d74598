/** In `sessionStorage`, so that it ends with the window and nothing stays on the device. */
const KEY = 'jebo-draft';

/** What belongs to the page, not to the reader's words. Files cannot be kept by a page. */
const NOT_KEPT = new Set(['lang', 'stamp', 'website', 'article', 'files']);

/** Writing at each letter of a long text is felt on a slow phone; milliseconds. */
const PAUSE = 400;

type Draft = { fields: [string, string][]; hadFiles: boolean };

export type DraftKeeper = {
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
    if (!ended) write({ fields: fieldsOf(form), hadFiles: hasFiles() });
  };
  const saveSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    isTouched = true;
  };
  form.addEventListener('input', saveSoon);
  form.addEventListener('change', saveSoon);
  addEventListener('pagehide', save);
  addEventListener('pageshow', ({ persisted }) => {
    if (!(persisted || isHistoryVisit())) return;
    // The form may have been left in one language and sent in another: what Back brings then was sent already.
    if (isGone()) {
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
      attempt(() => sessionStorage.removeItem(KEY));
    },
  };
}

/**
 * Fills the form with the draft, if there is one. Tells whether files had been chosen, which no page can
 * bring back.
 */
export function restoreDraft(form: HTMLFormElement): { hadFiles: boolean } {
  const draft = read();
  if (draft === null) return { hadFiles: false };
  for (const control of form.elements) {
    if (control instanceof HTMLTextAreaElement || control instanceof HTMLInputElement)
      restore(control, draft.fields);
  }
  return { hadFiles: draft.hadFiles };
}

function restore(control: HTMLInputElement | HTMLTextAreaElement, fields: Draft['fields']): void {
  if (NOT_KEPT.has(control.name)) return;
  const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
  if (control.type === 'checkbox' || control.type === 'radio') {
    if (control instanceof HTMLInputElement) control.checked = values.includes(control.value);
  } else if (values[0] !== undefined) control.value = values[0];
}

function fieldsOf(form: HTMLFormElement): Draft['fields'] {
  const fields: Draft['fields'] = [];
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !NOT_KEPT.has(name)) fields.push([name, value]);
  }
  return fields;
}

const write = (draft: Draft) => attempt(() => sessionStorage.setItem(KEY, JSON.stringify(draft)));

/** Only this script writes there, so what is read has its shape. */
const read = (): Draft | null => attempt(() => JSON.parse(sessionStorage.getItem(KEY) ?? 'null')) ?? null;

/** Every page of the form leaves a draft when it is left; only a sending ends it. */
const isGone = (): boolean => attempt(() => sessionStorage.getItem(KEY) === null) ?? false;

const isHistoryVisit = (): boolean =>
  performance
    .getEntriesByType('navigation')
    .some(entry => entry instanceof PerformanceNavigationTiming && entry.type === 'back_forward');

/** Storage may be switched off or full: then there is no draft, and no harm. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
