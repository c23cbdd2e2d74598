/** So long it is seen that something can be undone, in milliseconds; then the history tells of it for a day. */
const SHOWN = 15_000;
const TICK = 250;

/** The time stands still while somebody points at it or has the focus in it (WCAG 2.2, 2.2.1). */
export function startToast(): void {
  const toast = document.querySelector<HTMLElement>('.made');
  if (toast === null) return;
  let left = SHOWN;
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    const isHeld = toast.matches(':hover, :focus-within') || document.visibilityState === 'hidden';
    if (!isHeld) left -= now - before;
    before = now;
    if (left > 0) return;
    clearInterval(timer);
    toast.hidden = true;
  }, TICK);
}
