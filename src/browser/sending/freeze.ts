import { element } from '../dom.ts';

export type Freezer = { freeze(): void; unfreeze(): void };

/**
 * What is on its way can no longer be changed: no field takes a letter, and no file comes or goes. Whoever wrote or took out
 * something meanwhile would think that it counted.
 */
export function createFreezer(form: HTMLFormElement): Freezer {
  const sending = element('sending', HTMLElement);
  const parts = [...form.querySelectorAll<HTMLElement>('.part')]
    .flatMap(part =>
      part.contains(sending) ? [...part.querySelectorAll<HTMLElement>(':scope > *')] : [part],
    )
    .filter(part => !part.contains(sending));
  const set = (isFrozen: boolean) => {
    for (const part of parts) part.inert = isFrozen;
  };
  return {
    freeze() {
      // The focus would fall off the page with its field.
      if (parts.some(part => part.contains(document.activeElement))) sending.focus({ preventScroll: true });
      set(true);
    },
    unfreeze: () => set(false),
  };
}
