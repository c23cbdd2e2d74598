import { KEYS } from '../../../keys.ts';

/** To the next row, or the one before: its link takes the focus, so that Enter opens it and Tab goes on from there. */
export function moveInList(key: string): boolean {
  const by = key === KEYS.down.keys ? 1 : key === KEYS.up.keys ? -1 : 0;
  const rows = [...document.querySelectorAll<HTMLElement>('[id^="tip-"]')].filter(
    row => linkOf(row) !== null,
  );
  if (by === 0 || rows.length === 0) return false;
  const at = rows.findIndex(row => row.contains(document.activeElement));
  const before = at === -1 ? rows.findIndex(row => row.matches(':target')) : at;
  // From outside, the first key goes to where one came back to, or to the top.
  const next = at === -1 ? rows[Math.max(0, before)] : rows[before + by];
  linkOf(next)?.focus();
  return true;
}

const linkOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLElement>('a[href*="/tips/"]') ?? null;
