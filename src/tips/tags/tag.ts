import { createHmac } from 'node:crypto';
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { z } from 'zod';
import { type Masters, tagsKey } from '../../crypto/masters.ts';
import { paddedJson, placeOf, seal, unseal } from '../../crypto/seal.ts';
import type { Schema } from '../../db/schema/schema.ts';
import { clean } from '../text.ts';
import { foldName } from './names.ts';

/** The tags that were typed, with commas between, each once; a hash sign before one is none of its letters. */
export function readTags(typed: readonly string[]): string[] {
  const names = typed
    .flatMap(line => clean(line).split(/[,\n]/))
    .map(name =>
      name
        .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
        .trim()
        .replace(/^#\s*/, ''),
    )
    .filter(name => name !== '');
  return [...new Map(names.toReversed().map(name => [foldName(name), name])).values()].toReversed();
}

/** By which a tag is found and told from others. Hex. */
export const hashOfTag = ({ lasting }: Masters, name: string): string =>
  createHmac('sha256', lasting.tag).update(foldName(name)).digest('hex');

export type SealedTag = { id: string; master: number; sealed: string };

const CONTENT = z.object({ name: z.string() });
const placeOfTag = (id: string) => placeOf('jebo tag', 1, id);

/** In bytes: as long as most Korean ones. */
const PADDING = 64;

export function sealTag({ current }: Masters, id: string, name: string): SealedTag {
  const sealed = seal(tagsKey(current.key), paddedJson({ name }, PADDING), placeOfTag(id));
  return { id, master: current.id, sealed };
}

/** Null where it does not open. */
export function openTag(masters: Masters, { id, master, sealed }: SealedTag): string | null {
  const key = masters.find(master);
  const text = key && unseal(tagsKey(key), sealed, placeOfTag(id));
  const content = text === null ? null : CONTENT.safeParse(JSON.parse(text));
  if (content?.success) return content.data.name;
  masters.onUnopened?.(placeOfTag(id));
  return null;
}

/** The condition on rows of `tips` that have this tag, however its letters are written. */
export const taggedAs =
  (masters: Masters, name: string) =>
  (tips: ExpressionBuilder<Schema, 'tips'>): Expression<SqlBool> =>
    tips.exists(
      tips
        .selectFrom('tip_tags')
        .innerJoin('tags', 'tags.id', 'tip_tags.tag')
        .select('tip_tags.id')
        .whereRef('tip_tags.tip', '=', 'tips.number')
        .where('tags.name_hash', '=', hashOfTag(masters, name)),
    );
