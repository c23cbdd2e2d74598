import type { z } from 'zod';
import { freshBytes, type Masters, type TipSeal, tipKey } from './masters.ts';
import { NONCE_BYTES, paddedJson, placeOf, sealBytes, unseal } from './seal.ts';

/** A row that holds content of a tip: its table, and its id there. */
export type ContentPlace = { tip: number; table: string; row: string | number };

/** One for each row. */
export const placeIn = ({ tip, table, row }: ContentPlace) => placeOf('jebo content', 1, table, tip, row);

/** Under the tip's key, in base64url; as JSON, with spaces behind, so that its length tells little: a multiple of `padding` bytes. */
export function sealContent(
  masters: Masters,
  tipSeal: TipSeal,
  place: ContentPlace,
  { content, padding }: { content: object; padding: number },
): string {
  const key = keyOf(masters, tipSeal);
  if (key === null) throw new Error('content can only be sealed under a master that is there');
  const padded = paddedJson(content, padding);
  return sealBytes(key, padded, placeIn(place), freshBytes(NONCE_BYTES)).toString('base64url');
}

/** What was sealed for this place; null for anything else, where its key is gone, and where a newer version's words have another shape. */
export function openContent<T>(
  masters: Masters,
  tipSeal: TipSeal | null,
  place: ContentPlace,
  { sealed, shape }: { sealed: string; shape: z.ZodType<T> },
): T | null {
  const key = tipSeal && keyOf(masters, tipSeal);
  const text = key && unseal(key, sealed, placeIn(place));
  const content = text === null ? null : shape.safeParse(JSON.parse(text));
  if (content?.success) return content.data;
  masters.onUnopened?.(placeIn(place));
  return null;
}

/** How the rows of a table hold content. `emptied`: what stands in its columns once all is sealed. `padding`: in bytes. */
export type SealedForm<Content extends object> = {
  table: string;
  shape: z.ZodType<Content>;
  emptied: Content;
  padding: number;
};

/** `tipSeal` is null where nothing of the tip is sealed. */
export type ContentSealing = { masters: Masters; tipSeal: TipSeal | null };

type RowOfTip = Omit<ContentPlace, 'table'>;

/** The columns of a row that hold content, as they are kept. */
export function sealedColumns<Content extends object>(
  { table, emptied, padding }: SealedForm<Content>,
  { masters, tipSeal }: ContentSealing,
  row: RowOfTip,
  content: Content,
): Content & { sealed: string | null } {
  if (tipSeal === null) return { ...content, sealed: null };
  return { ...emptied, sealed: sealContent(masters, tipSeal, { table, ...row }, { content, padding }) };
}

/** What these columns say; null where it does not open. */
export function openedColumns<Content extends object>(
  { table, shape }: SealedForm<Content>,
  { masters, tipSeal }: ContentSealing,
  row: RowOfTip,
  kept: Content & { sealed: string | null },
): Content | null {
  const { sealed } = kept;
  if (sealed === null) return kept;
  return openContent(masters, tipSeal, { table, ...row }, { sealed, shape });
}

/** The rows of one tip are opened one after another, and its key is in memory for no longer than that takes. */
let last: { master: Buffer; salt: string; key: Buffer } | null = null;

/** Good for this turn of the event loop; null where the master is gone. */
export function keyOf(masters: Masters, { master: id, salt }: TipSeal): Buffer | null {
  const master = masters.find(id);
  if (master === null) return null;
  if (last?.salt === salt && last.master === master) return last.key;
  forgetLast();
  last = { master, salt, key: tipKey(master, salt) };
  setImmediate(forgetLast);
  return last.key;
}

function forgetLast() {
  last?.key.fill(0);
  last = null;
}
