import { KEYS } from '../../../keys.ts';
import { fill } from '../../dom.ts';

const form = () => document.querySelector<HTMLFormElement>('form#many');
const boxes = () => [...document.querySelectorAll<HTMLInputElement>('#many input[name="numbers"]')];
const chosen = () => boxes().filter(({ checked }) => checked);
const rowOf = (part: Element | null) => part?.closest<HTMLElement>('#many li[id]') ?? null;
const boxIn = (row: Element | null) => row?.querySelector<HTMLInputElement>('input[name="numbers"]') ?? null;

/** The box that was ticked last: from it a range goes. */
let last: HTMLInputElement | null = null;

/** Says how many tips are chosen, lets a range be chosen, and closes a row's tip by the sheet that stands below. */
export function startMany(): void {
  const many = form();
  if (many === null) return;
  many.addEventListener('change', () => tell(many));
  many.addEventListener('reset', () => setTimeout(() => tell(many)));
  // A browser that comes back to the page may have kept its ticks.
  window.addEventListener('pageshow', () => tell(many));
  many.addEventListener('click', event => {
    if (!(event.target instanceof Element)) return;
    const box = event.target instanceof HTMLInputElement && boxes().find(one => one === event.target);
    if (box) pick(box, event.shiftKey);
    const press = event.target.closest<HTMLButtonElement>('button[value^="closure@"]');
    if (press === null || !openSheet(rowOf(press))) return;
    event.preventDefault();
  });
  many.addEventListener('submit', ({ submitter }) => {
    const next = many.elements.namedItem('next');
    if (next instanceof HTMLInputElement) next.value = nextAfter(submitter);
  });
  tell(many);
}

function tell(many: HTMLFormElement): void {
  const said = many.querySelector<HTMLElement>('[data-says]');
  const all = many.querySelector<HTMLInputElement>('input[name="all"]');
  const counted = many.elements.namedItem('counted');
  const count = all?.checked ? (all.dataset['count'] ?? '') : String(chosen().length);
  if (said !== null && count !== '0') said.textContent = fill(said.dataset['says'] ?? '', { count });
  if (counted instanceof HTMLInputElement) counted.value = count === '0' || all?.checked ? '' : 'on';
  if (chosen().length === 0) shutSheets(many);
}

function shutSheets(many: HTMLFormElement): boolean {
  const open = [...many.querySelectorAll<HTMLDetailsElement>('.many-bar details[open]')];
  for (const sheet of open) sheet.open = false;
  return open.length > 0;
}

/** With the shift key, all between this and the last one are as this one is. */
function pick(box: HTMLInputElement, isRange: boolean): void {
  const all = boxes();
  const [from, to] = [last === null ? -1 : all.indexOf(last), all.indexOf(box)];
  if (isRange && from >= 0)
    for (const one of all.slice(Math.min(from, to), Math.max(from, to) + 1)) one.checked = box.checked;
  last = box;
}

/** Chooses this row alone, and asks why it is closed. False where there is no such sheet. */
function openSheet(row: HTMLElement | null): boolean {
  const [many, box] = [form(), boxIn(row)];
  const summary = many?.querySelector<HTMLElement>(`.many-bar summary[data-key="${KEYS.closeMany.keys}"]`);
  if (!many || box === null || !summary) return false;
  for (const one of chosen()) one.checked = false;
  choose(box);
  summary.click();
  summary.focus();
  return true;
}

function choose(box: HTMLInputElement, isChosen = true): void {
  box.checked = isChosen;
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

/** Of the rows that are left, the one below those that go; behind the last one, the one above. */
function nextAfter(submitter: HTMLElement | null): string {
  const value = submitter instanceof HTMLButtonElement ? submitter.value : '';
  const all = boxes();
  const one = /@(\d+)$/.exec(value)?.[1];
  const going = all.filter(box => (one === undefined ? box.checked : box.value === one));
  const lastGoing = going.at(-1);
  if (lastGoing === undefined) return '';
  const at = all.indexOf(lastGoing);
  const below = all.slice(at + 1).find(box => !going.includes(box));
  return (
    (
      below ??
      all
        .slice(0, at)
        .filter(box => !going.includes(box))
        .at(-1)
    )?.value ?? ''
  );
}

const OF_MANY: readonly string[] = [KEYS.assignMany, KEYS.tagMany, KEYS.spam].map(({ keys }) => keys);

/**
 * Ticks the row that has the focus, and all up to it; and where nothing is ticked, has what is done with many be done with that row:
 * whatever presses a button then finds it. True where there is nothing to press.
 */
export function chooseByKey(key: string): boolean {
  const many = form();
  if (many === null) return false;
  if (key === KEYS.chooseNone.keys && shutSheets(many)) return true;
  const box = boxIn(rowOf(document.activeElement) ?? document.querySelector('#many li:target'));
  if (box === null) return false;
  if (key === KEYS.tick.keys || key === KEYS.tickTo.keys) {
    const isRange = key === KEYS.tickTo.keys;
    choose(box, isRange || !box.checked);
    pick(box, isRange);
    choose(box, box.checked);
    return true;
  }
  if (OF_MANY.includes(key) && chosen().length === 0) choose(box);
  return false;
}
