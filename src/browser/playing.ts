/**
 * Tells the desk that a film or a sound is played, once for each page: that a page has loaded its beginning is no view yet. Where
 * this does not run, the desk sees it from the parts that are asked for.
 */
export function tellWhatPlays(): void {
  const told = new Set<string>();
  // `play` does not bubble.
  document.addEventListener('play', event => void tell(event.target), { capture: true });

  async function tell(player: EventTarget | null) {
    if (!(player instanceof HTMLMediaElement) || told.has(player.src)) return;
    told.add(player.src);
    const { pathname } = new URL(player.src);
    // Told again at the next play if it did not arrive.
    await fetch(`${pathname}/playing`, { method: 'POST', keepalive: true }).catch(() =>
      told.delete(player.src),
    );
  }
}
