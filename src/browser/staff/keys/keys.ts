import { chooseByKey } from '../many/many.ts';
import { openKeySheet } from './key-sheet.ts';
import { moveInList } from './rows.ts';
import { areKeysOn, showKeys } from './switch.ts';

/** The second of two keys is waited for so long. Milliseconds. */
const PATIENCE = 1_500;

/** Keys press what the page shows: off while somebody types or holds another key, and by a switch (WCAG 2.2, 2.1.4). */
export function startKeys(): void {
  showKeys();
  let before = { key: '', at: 0 };
  document.addEventListener('keydown', event => {
    if (!areKeysOn() || isForOthers(event)) return;
    const key = keyOf(event);
    const isSecond = performance.now() - before.at < PATIENCE;
    const pressed =
      chooseByKey(key) || (isSecond && press(`${before.key} ${key}`)) || press(key) || moveInList(key);
    before = { key: pressed ? '' : key, at: performance.now() };
    if (pressed) event.preventDefault();
  });
  document.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a[data-sheet]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openKeySheet(link.href);
  });
}

const OF_THE_BROWSER = ['Alt', 'AltGraph', 'Control', 'Meta', 'OS'];
const TYPED_IN =
  'textarea, select, input:not([type=checkbox], [type=radio], [type=submit]), [contenteditable]';

function isForOthers(event: KeyboardEvent): boolean {
  const isTyping = event.target instanceof Element && event.target.closest(TYPED_IN) !== null;
  const isHeld = OF_THE_BROWSER.some(name => event.getModifierState(name));
  return event.defaultPrevented || event.isComposing || isTyping || isHeld || inDialog();
}

const inDialog = () => document.querySelector('dialog[open]') !== null;

/** The letter that stands on the key where Korean is typed too, in whatever case it would be written. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  const letter = /^[a-z]$/i.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? null);
  if (letter === null) return key;
  return shiftKey ? letter.toUpperCase() : letter.toLowerCase();
}

const isShown = (one: HTMLElement) =>
  one.closest('details:not([open]) > :not(summary)') === null && one.getClientRects().length > 0;

/** Presses the first that is shown and has this key; of a field it goes there. */
function press(key: string): boolean {
  const all = [...document.querySelectorAll<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)];
  const shown = all.find(one => isShown(one) && !one.matches(':disabled'));
  if (shown === undefined) return false;
  if (!shown.matches(TYPED_IN)) shown.click();
  else shown.focus();
  // What unfolds is gone on with by the keyboard.
  if (shown.matches('details[open] > summary')) shown.focus();
  return true;
}
