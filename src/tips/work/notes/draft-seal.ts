import { z } from 'zod';
import type { Masters, TipSeal } from '../../../crypto/masters.ts';
import { seal, unseal } from '../../../crypto/seal.ts';
import { openContent, sealContent } from '../../../crypto/tip-content.ts';
import type { Write } from '../../../db/database.ts';
import { type OfTips, writeSealed } from '../../../db/seal-rows.ts';
import { NOTHING_BESIDE } from '../../typed-beside.ts';

/** Whoever can write in the database alone gets no draft shown by giving its row to another. */
export type DraftPlace = { tip: number; staffId: string; id: string };

const placeOf = ({ tip, staffId, id }: DraftPlace) => ({ tip, table: 'drafts', row: `${id} ${staffId}` });
const placeOfBefore = ({ tip, staffId }: DraftPlace) => `${tip} ${staffId}`;

const text = z.string();
const CONTENT = z.object({
  body: text,
  article: text.default(''),
  duplicate_of: text.default(''),
  reason: text.default(''),
  tags_add: text.default(''),
  messages_body: text.default(''),
  messages_way: text.default(''),
  assignment_to: text.default(''),
  forwarding_to: text.default(''),
  reminder_on: text.default(''),
  topic: text.default(''),
});
export type DraftContent = z.output<typeof CONTENT>;

/** In bytes, as of a note. */
const PADDING = 256;

/** As it is kept: under the tip's key, with which it is forgotten; where the tip has none, as an older version keeps it: the note alone. */
export const sealDraft = (
  masters: Masters,
  tipSeal: TipSeal | null,
  place: DraftPlace,
  content: DraftContent,
): string =>
  tipSeal === null
    ? seal(masters.lasting.draft, content.body, placeOfBefore(place))
    : sealContent(masters, tipSeal, placeOf(place), { content, padding: PADDING });

/** What was typed, of either form; null where it does not open. */
export function openDraft(
  masters: Masters,
  tipSeal: TipSeal | null,
  place: DraftPlace,
  sealed: string,
): DraftContent | null {
  const ofBefore = unseal(masters.lasting.draft, sealed, placeOfBefore(place));
  if (ofBefore !== null) return { body: ofBefore, ...NOTHING_BESIDE };
  return openContent(masters, tipSeal, placeOf(place), { sealed, shape: CONTENT });
}

/** Seals the drafts of tips that an older version has kept under its key, in a transaction that holds the tips' own rows. */
export async function sealDrafts(trx: Write, { masters, tipSeals }: OfTips): Promise<void> {
  const rows = await trx
    .selectFrom('drafts')
    .select(['id', 'tip', 'staff_id', 'sealed'])
    .where('tip', 'in', [...tipSeals.keys()])
    .execute();
  const kept = rows.flatMap(({ id, tip, staff_id: staffId, sealed }) => {
    const place = { tip, staffId, id };
    const body = unseal(masters.lasting.draft, sealed, placeOfBefore(place));
    return body === null
      ? []
      : [
          {
            row: id,
            sealed: sealDraft(masters, tipSeals.get(tip) ?? null, place, { body, ...NOTHING_BESIDE }),
          },
        ];
  });
  await writeSealed(trx, { table: 'drafts', id: 'id', emptied: {} }, kept);
}
