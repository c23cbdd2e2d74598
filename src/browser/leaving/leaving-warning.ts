import { isForgotten } from '../session/session-value.ts';

/**
 * Has the browser ask before the page is left, until the function that this gives back is called. Nothing may depend on
 * it: browsers on iOS never ask, and others only where the reader has done something on the page.
 */
export function warnBeforeLeaving(): () => void {
  const warn = (event: BeforeUnloadEvent) => ask(event);
  addEventListener('beforeunload', warn);
  return () => removeEventListener('beforeunload', warn);
}

function ask(event: BeforeUnloadEvent): void {
  if (isForgotten()) return;
  event.preventDefault();
  // Chrome before 119 asks for nothing else.
  event.returnValue = true;
}
