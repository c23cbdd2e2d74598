import { fill } from '../dom.ts';
import { forgetDraft } from '../form/forget.ts';

/** So often is Shift pressed and let go, with no other key between, to leave: as in GOV.UK's “Exit this page”. */
const PRESSES = 3;
/** Milliseconds after which what was pressed before counts no more. */
const FORGOTTEN = 5_000;

/** Leaves at once: the page goes blank, nothing is asked and nothing kept, and Back does not lead here. */
export function startQuickExit(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[data-leave]')];
  const leave = () => {
    const address = links[0]?.href;
    if (address === undefined) return;
    // The line may be slow: what is on its way to the desk ends, and nothing is begun or shown any more.
    stop();
    forgetDraft();
    document.title = '\u00a0';
    document.body.style.display = 'none';
    location.replace(address);
  };
  for (const link of links) {
    link.addEventListener('click', event => {
      event.preventDefault();
      leave();
    });
  }
  leaveByKeys(document.getElementById('leave-status'), leave);
}

function leaveByKeys(status: HTMLElement | null, leave: () => void): void {
  let presses = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const count = (now: number) => {
    clearTimeout(timer);
    if (presses === now) return;
    presses = now;
    const left = PRESSES - presses;
    if (left === 0) return leave();
    if (presses > 0) timer = setTimeout(() => count(0), FORGOTTEN);
    const sentence = presses === 0 ? '' : fill(status?.dataset['left'] ?? '', { count: left });
    if (status !== null) status.textContent = sentence;
  };
  // With another key or the mouse it is a capital letter, or a selection: not meant.
  let isAlone = false;
  addEventListener('keydown', ({ key }) => {
    isAlone = key === 'Shift';
    if (!isAlone) count(0);
  });
  addEventListener('pointerdown', () => {
    isAlone = false;
  });
  addEventListener('keyup', ({ key }) => {
    if (key === 'Shift' && isAlone) count(presses + 1);
    isAlone = false;
  });
}
