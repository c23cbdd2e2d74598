import { element, make, say } from '../dom.ts';

/** For each field at fault a sentence; `form` stands for the whole. */
export type FieldFaults = Readonly<Record<string, string>>;

/** The place of a fault's field on the page. */
const placeOf = (field: string) => (field === 'uploads' ? 'files' : field);

const faultOf = (field: string) => document.getElementById(`${placeOf(field)}-fault`);

/** Draws the same summary and field faults as the server would, so that chosen files stay chosen. */
export function showFaults(faults: FieldFaults): void {
  clearFaults();
  const places = [...document.querySelectorAll('p.fault')].map(fault => fault.id);
  const place = (field: string) => places.indexOf(faultOf(field)?.id ?? '');
  const fields = Object.entries(faults)
    .filter(([field]) => faultOf(field) !== null)
    .sort(([one], [other]) => place(one) - place(other));
  const others = Object.entries(faults).filter(([field]) => faultOf(field) === null);
  for (const [field, sentence] of fields) showFault(field, sentence);

  const list = element('summary-list', HTMLUListElement);
  list.replaceChildren(...fields.map(([field, sentence]) => link(field, sentence)));
  const notice = others.map(([, sentence]) => sentence).join(' ');
  element('summary-notice', HTMLElement).textContent = notice || (list.dataset['lead'] ?? '');
  openSummary();
}

/** Shows it where the reader is. */
export function openSummary(): void {
  const summary = element('summary', HTMLElement);
  summary.hidden = false;
  summary.focus();
  summary.scrollIntoView({ block: 'nearest' });
}

export function clearFaults(): void {
  element('summary', HTMLElement).hidden = true;
  element('trying', HTMLElement).hidden = true;
  for (const fault of document.querySelectorAll<HTMLElement>('p.fault')) say(fault, '');
  for (const control of document.querySelectorAll('[aria-invalid]')) control.removeAttribute('aria-invalid');
}

/** A fault goes as soon as its field is touched: it may no longer be true. */
export function clearFault(field: string): void {
  const fault = faultOf(field);
  if (fault === null || fault.hidden) return;
  say(fault, '');
  described(fault).removeAttribute('aria-invalid');
}

function showFault(field: string, sentence: string): void {
  const fault = faultOf(field);
  if (fault === null) return;
  say(fault, sentence);
  described(fault).setAttribute('aria-invalid', 'true');
  fault.closest('details')?.setAttribute('open', '');
  fault.closest('.consent')?.classList.add('applies');
}

/** The field, or the group of fields, that names this fault. */
const described = (fault: HTMLElement) =>
  document.querySelector(`[aria-describedby~="${fault.id}"]`) ?? fault;

function link(field: string, sentence: string): HTMLLIElement {
  const item = make('li');
  item.append(make('a', '', { href: `#${placeOf(field)}`, textContent: sentence }));
  return item;
}
