/** Milliseconds without typing, after which what was typed is kept. */
const PAUSE = 1_000;
/** And so many until it is tried again. */
const AGAIN = 10_000;
/** Whoever presses a button waits no longer for what is being kept. */
const PATIENCE = 3_000;

type Parts = { form: HTMLFormElement; place: HTMLElement; told: HTMLElement };

/** Keeps at the server what is typed on a tip's page, or of a call, while it is typed. Without script it goes along with each press. */
export function startDrafts(): void {
  const form = document.querySelector('form[data-drafts]');
  const [place, told] = [document.getElementById('draft-kept'), document.getElementById('draft-told')];
  if (!(form instanceof HTMLFormElement) || !place || !told) return;
  createKeeper({ form, place, told });
}

function createKeeper(parts: Parts): void {
  const { form } = parts;
  let kept = typedIn(form);
  let keeping: Promise<void> | null = null;
  let underWay: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // What is pressed takes the text along: kept beside it once more, it would come back as a draft.
  let isSent = false;
  let isWaiting = false;

  // What is typed while something is being kept waits for that; but who leaves the page does not.
  const keep = (isLeaving = false): void => {
    clearTimeout(timer);
    const typed = typedIn(form);
    if (isSent || typed === kept || typed === underWay || (keeping !== null && !isLeaving)) return;
    underWay = typed;
    keeping = send(form, isLeaving).then(outcome => {
      [keeping, underWay] = [null, null];
      if (outcome !== 'notKept') kept = typed;
      say(parts, outcome);
      if (typedIn(form) !== kept) plan(outcome === 'notKept' ? AGAIN : PAUSE);
    });
  };
  const plan = (pause: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(), pause);
  };

  document.addEventListener('input', ({ target }) => {
    if (!isField(target) || target.form !== form) return;
    isSent = false;
    plan(PAUSE);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep(true);
  });
  window.addEventListener('pagehide', () => keep(true));
  form.addEventListener('submit', event => {
    isSent = true;
    clearTimeout(timer);
    if (keeping === null) return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    const patience = new Promise(resolve => setTimeout(resolve, PATIENCE));
    void Promise.race([keeping, patience]).then(() => {
      isWaiting = false;
      submitBy(form, event.submitter);
    });
  });
}

function say({ form, place, told }: Parts, outcome: Outcome): void {
  const isEmpty = [...form.elements].every(field => !isText(field) || field.value === '');
  const sentence = outcome === 'kept' && isEmpty ? '' : (place.dataset[outcome] ?? '');
  // Heard once, and not at each pause.
  if (place.textContent !== sentence) told.textContent = sentence;
  place.textContent = sentence;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What is typed in words. */
const isText = (field: Element): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && ['text', 'tel'].includes(field.type));

const isField = (target: unknown): target is Field =>
  (target instanceof HTMLInputElement && target.type !== 'hidden' && target.type !== 'file') ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** All that a person can have typed or chosen, but for files: these go with the answer alone. */
const typedIn = (form: HTMLFormElement): string =>
  JSON.stringify(
    [...form.elements]
      .filter(isField)
      .map(field => [field.name, field.value, 'checked' in field && field.checked]),
  );

/** As the names in the page's data; of an emptied field nothing is said. */
type Outcome = 'kept' | 'emptied' | 'notKept' | 'signedOut';

/** Bytes of a body that a browser sends on behalf of a page that is gone (Fetch, 4.6). */
const KEPT_ALIVE = 60_000;

async function send(form: HTMLFormElement, isLeaving: boolean): Promise<Outcome> {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  try {
    const answer = await fetch(form.dataset['drafts'] ?? '', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: fields,
      keepalive: isLeaving && String(fields).length < KEPT_ALIVE,
    });
    if (!answer.ok && answer.status !== 401) return 'notKept';
    const { draft }: { draft: { id: string; seen: number } | null } = await answer.json();
    if (draft === null) return answer.ok ? 'emptied' : 'notKept';
    setField(form, 'draft', draft.id);
    setField(form, 'seen', String(draft.seen));
    return answer.ok ? 'kept' : 'signedOut';
  } catch {
    return 'notKept';
  }
}

function setField(form: HTMLFormElement, name: string, value: string): void {
  const field = form.elements.namedItem(name);
  if (field instanceof HTMLInputElement) field.value = value;
}

/** As the browser would have sent it. `requestSubmit` would ask once more, and is missing in Safari 15. */
function submitBy(form: HTMLFormElement, submitter: HTMLElement | null): void {
  if (submitter instanceof HTMLButtonElement) {
    if (submitter.hasAttribute('formaction')) form.action = submitter.formAction;
    if (submitter.hasAttribute('formenctype')) form.enctype = submitter.formEnctype;
    if (submitter.name !== '') {
      const { name, value } = submitter;
      form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
  }
  form.submit();
}
