/** Kept in this browser: whoever speaks to their computer has keys off there, and not where they type. */
const KEPT = 'jebo-keys';
const OFF = 'off';

/** Where a browser keeps nothing, they are on. */
export function areKeysOn(): boolean {
  try {
    return localStorage.getItem(KEPT) !== OFF;
  } catch {
    return true;
  }
}

export function switchKeys(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, OFF);
  } catch {
    // It holds for this page alone then.
  }
  showKeys(isOn);
}

/** Buttons show their keys where these work. */
export const showKeys = (isOn = areKeysOn()): void =>
  void document.documentElement.classList.toggle('has-keys', isOn);

/** The box by which they are switched, on whatever page it stands. */
export function watchSwitch(sheet: ParentNode): void {
  const box = sheet.querySelector('input[data-keys-switch]');
  if (!(box instanceof HTMLInputElement)) return;
  box.checked = areKeysOn();
  box.addEventListener('change', () => switchKeys(box.checked));
}
