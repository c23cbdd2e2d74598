import type { Page } from 'playwright-core';
import { chacha20 } from '../../src/browser/session/chacha20.ts';

/** What the form's script keeps in this tab under a name; null where it keeps nothing. */
export async function keptIn<T>(page: Page, name: string): Promise<T | null> {
  const [sealed, cookie] = await page.evaluate<[string | null, string]>(
    `[sessionStorage.getItem(${JSON.stringify(name)}), document.cookie]`,
  );
  if (sealed === null) return null;
  const key = new Uint8Array(Buffer.from(/jebo-key=(\w+)/.exec(cookie)?.[1] ?? '', 'hex'));
  const bytes = new Uint8Array(Buffer.from(sealed.slice(1), 'latin1'));
  return JSON.parse(new TextDecoder().decode(chacha20(key, bytes.slice(0, 12), bytes.slice(12))));
}
