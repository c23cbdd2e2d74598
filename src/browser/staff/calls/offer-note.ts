/** Whoever dials a number of a tip is offered the note of that call, in the place where its link stands anyway; it began at the press. */
export function offerNotes(): void {
  document.addEventListener('click', ({ target }) => {
    const dialled = target instanceof Element ? target.closest('a[href^="tel:"]') : null;
    const note = dialled?.parentElement?.querySelector<HTMLAnchorElement>('a[data-after-call]');
    if (!note) return;
    const address = new URL(note.href);
    address.searchParams.set('started', new Date().toISOString());
    note.href = address.href;
    note.textContent = note.dataset['afterCall'] ?? '';
    note.classList.add('offered');
  });
}
