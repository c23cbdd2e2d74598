/** Where a tip's page stood when something on it was pressed. */
const KEPT = 'jebo-stood';

/** What changes a tip leads back to its page: it stands where it stood, so that one sees what has become of the press. */
export function startScrolling(): void {
  const stood = taken();
  if (stood?.path === location.pathname && location.hash === '') scrollTo(0, stood.y);
  document.addEventListener('submit', ({ target, defaultPrevented }) => {
    if (defaultPrevented || !(target instanceof HTMLFormElement) || target.id !== 'tip-form') return;
    keep(`${scrollY} ${location.pathname}`);
  });
}

function taken(): { y: number; path: string } | null {
  try {
    const [y = '', path = ''] = sessionStorage.getItem(KEPT)?.split(' ') ?? [];
    sessionStorage.removeItem(KEPT);
    return path === '' ? null : { y: Number(y), path };
  } catch {
    return null;
  }
}

function keep(stood: string): void {
  try {
    sessionStorage.setItem(KEPT, stood);
  } catch {
    // It begins at its top then.
  }
}
