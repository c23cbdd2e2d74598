import { sql } from 'kysely';
import { randomId } from '../../../src/crypto/ids.ts';
import { CONTENT, type Field, namesIn } from '../../../src/tips/fields.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { allRows } from '../../support/all-rows.ts';
import { plantChange } from '../../support/planted-change.ts';
import type { TipWorld } from '../tip-world.ts';

/** What stands under other keys than the tip's, or is sealed as it is. */
const OTHERS = new Set(['files', 'uploads', 's3_parts', 'drafts', 'tags', 'tip_heads']);

/** One for each column of a tip's content that an older version wrote in plain. */
export const marks = namesIn(CONTENT)
  .filter(table => !OTHERS.has(table))
  .flatMap((table, number) => {
    const fields: Readonly<Record<string, Field>> = CONTENT[table].fields;
    return Object.keys(fields)
      .filter(column => column !== 'sealed')
      .map((column, index) => ({ table, column, mark: markOf(column, `${table}.${column}`, number, index) }));
  });

function markOf(column: string, name: string, number: number, index: number): string | number {
  if (column === 'happened_at') return 1_234_567_890_123 + 100 * number + index;
  return column === 'details' ? JSON.stringify({ device: `unforgettable ${name}` }) : `unforgettable ${name}`;
}

export type OlderWorld = Pick<TipWorld, 'desk' | 'asOlder' | 'viewer' | 'submit' | 'takeFile'>;

/** A tip of an older version that has a row in every table, each column with its mark. */
export async function receiveOlder(world: OlderWorld): Promise<{ number: number; file: string }> {
  const { desk, asOlder, viewer, submit, takeFile } = world;
  const { database, clock } = desk;
  const file = await takeFile('a', '사진.jpg', asOlder);
  const fields = { message: '글', phone: '010-9999-8888', consent_contact: 'on' };
  const { number } = await submit(fields, [file], [], asOlder);
  await addNote(asOlder, viewer, { number, body: '메모' });
  const made = { thumbnail: null, thumbnail_size: null, copy: null, copy_size: null, copy_type: null };
  await database.write(async trx => {
    await trx
      .insertInto('inspections')
      .values({ file: file.id, at: clock(), broken: 0, type: null, details: '{}', shortfall: null, ...made })
      .execute();
    const scan = { file: file.id, at: clock(), verdict: 'infected', signature: '' };
    await trx.insertInto('scans').values(scan).execute();
    await trx.insertInto('closures').values({ tip: number, article: null }).execute();
    const check = { id: randomId(), tip: number, staff_id: viewer.staffId, at: clock() };
    await trx
      .insertInto('checks')
      .values({ ...check, item: '', sealed: null })
      .execute();
    await plantChange(trx, number, viewer.staffId);
    const hold = { tip: number, staff_id: viewer.staffId, at: clock(), reason: '' };
    await trx.insertInto('holds').values(hold).execute();
    for (const { table, column, mark } of marks) {
      const by = { number: 'number', tip: 'tip', file: 'file', tips: 'id' }[CONTENT[table].by ?? 'tip'];
      const row = by === 'file' ? file.id : number;
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${mark} where ${sql.ref(by)} = ${row}`.execute(
        trx,
      );
    }
  });
  return { number, file: file.id };
}

/** The marks that stand in any column of any table. */
export async function marksInPlain({ desk }: Pick<TipWorld, 'desk'>) {
  const rows = await allRows(desk.database.query);
  return marks.filter(({ mark }) => rows.includes(String(mark)));
}
