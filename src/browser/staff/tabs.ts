/** Where the row of tabs is wider than the page, it begins with the one that is open in its middle. */
export function showCurrentTab(): void {
  const tabs = document.querySelector<HTMLElement>('.views');
  const current = tabs?.querySelector<HTMLElement>('[aria-current]');
  if (!tabs || !current) return;
  const [row, tab] = [tabs.getBoundingClientRect(), current.getBoundingClientRect()];
  tabs.scrollLeft += tab.left + tab.width / 2 - (row.left + row.width / 2);
}
