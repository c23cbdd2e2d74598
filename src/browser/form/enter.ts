const CONTROLS = 'input, textarea, select, summary, button';

/** Enter in a line of text goes on to what follows, as on paper: only the button sends. */
export function startEnter(form: HTMLFormElement): void {
  form.addEventListener('keydown', event => {
    const { target, key, isComposing } = event;
    // With which Korean and Japanese are written, Enter may end a syllable.
    if (key !== 'Enter' || isComposing || !isLine(target)) return;
    event.preventDefault();
    const controls = [...form.querySelectorAll<HTMLElement>(CONTROLS)].filter(isReachable);
    controls[controls.indexOf(target) + 1]?.focus();
  });
}

const isLine = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && target.type === 'text';

/** By Tab: neither folded away nor out of the order. */
const isReachable = (control: HTMLElement) => control.tabIndex >= 0 && control.getClientRects().length > 0;
