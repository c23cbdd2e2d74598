import { element } from './dom.ts';

/**
 * What is on its way can no longer be changed: no field takes a letter, and no file comes or goes, until this is called off.
 * Whoever wrote or took out something meanwhile would think that it counted.
 */
export function freeze(form: HTMLFormElement): () => void {
  const sending = element('sending', HTMLElement);
  const parts = [...form.querySelectorAll<HTMLElement>('.part')]
    .flatMap(part =>
      part.contains(sending) ? [...part.querySelectorAll<HTMLElement>(':scope > *')] : [part],
    )
    .filter(part => !part.contains(sending));
  // The focus would fall off the page with its field.
  if (parts.some(part => part.contains(document.activeElement))) sending.focus({ preventScroll: true });
  for (const part of parts) part.inert = true;
  return () => {
    for (const part of parts) part.inert = false;
  };
}

export const isFrozen = (control: HTMLElement): boolean => control.closest('[inert]') !== null;
