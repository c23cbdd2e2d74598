import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { readFormFields } from '../../../src/channels/form/fields.ts';
import { toSubmission } from '../../../src/channels/form/to-submission.ts';
import { randomId } from '../../../src/crypto/ids.ts';
import type { Database } from '../../../src/db/database.ts';
import { createPartLedger } from '../../../src/files/s3/part-ledger.ts';
import { keepCallDraft, removeCallDraft } from '../../../src/tips/calls/call-drafts.ts';
import { forgetTip } from '../../../src/tips/end/forget.ts';
import { CONTENT, type Field, namesIn } from '../../../src/tips/fields.ts';
import { receiveTip } from '../../../src/tips/intake/receive-tip.ts';
import { keepDraft } from '../../../src/tips/work/notes/drafts.ts';
import { addNote } from '../../../src/tips/work/notes/note.ts';
import { allRows } from '../../support/all-rows.ts';
import { bytesOf } from '../../support/database-bytes.ts';
import { plantChange } from '../../support/planted-change.ts';
import { waitFor } from '../../support/wait-for.ts';
import { createTipWorld, type TipWorld } from '../tip-world.ts';

/** The columns that are numbers. */
const NUMBERS = new Set(['happened_at', 'crc32']);

/** One for each column that holds content, unlike any other bytes of the database. */
const marks = namesIn(CONTENT).flatMap((table, number) => {
  const fields: Readonly<Record<string, Field>> = CONTENT[table].fields;
  return Object.entries(fields).map(([column], index) => {
    const isNumber = NUMBERS.has(column);
    const mark = 1_234_567_890_123 + 100 * number + index;
    return { table, column, mark: isNumber ? mark : `unforgettable ${table}.${column}` };
  });
});

/** A tip that has a row in every table of content; of those that are no tip's yet, rows that have become its own since. */
async function receiveMarked({ desk, viewer, takeFile, clock }: TipWorld): Promise<number> {
  const { database } = desk;
  const [taken, uploaded] = [await takeFile('a'), await takeFile('b')];
  const times = { begun_at: clock(), last_at: clock(), held_by: null, held_until: null };
  await database.write(async trx => {
    const { id, name, size, sha256, crc32, claimedType: claimed_type } = uploaded;
    const upload = { id, name, size, sha256, crc32, claimed_type, arrived: size, ...times };
    await trx.insertInto('uploads').values(upload).execute();
  });
  const writing = { file: randomId(), writer: randomId() };
  const ledger = createPartLedger(database, clock);
  await ledger.begin(writing, 5);
  await ledger.notePart(writing, { number: 1, size: 5, etag: 'e', hash: 'h', crc32: 7 });
  const call = { id: randomId(), seen: 0 };
  await keepCallDraft(desk, viewer, { note: '쓰던 통화' }, call);
  await plant(database, null);
  await ledger.forget(writing);
  await removeCallDraft(desk, viewer, { ...call, seen: 1 });

  const fields = readFormFields({ message: '글', phone: '010-9999-8888', consent_contact: 'on' });
  const submission = toSubmission(fields, {
    lang: 'ko',
    timeZone: desk.settings.newsroom.timeZone,
    now: clock(),
  });
  const { number } = await receiveTip(
    { ...desk, settings: { ...desk.settings, clamdUrl: 'tcp://127.0.0.1' } },
    submission,
    {
      taken: [taken],
      uploaded: [uploaded],
    },
  );
  await addNote(desk, viewer, { number, body: '메모' });
  await keepDraft(desk, viewer, { number, body: '쓰던 메모', draft: { id: randomId(), seen: 0 } });
  const nothing = { thumbnail: null, thumbnail_size: null, copy: null, copy_size: null, copy_type: null };
  const inspection = {
    at: clock(),
    broken: 0,
    type: null,
    details: '{}',
    shortfall: null,
    ...nothing,
  } as const;
  await database.write(async trx => {
    await trx
      .insertInto('inspections')
      .values({ file: taken.id, ...inspection })
      .execute();
    await trx.insertInto('closures').values({ tip: number, article: null }).execute();
    const tag = { id: randomId(), name_hash: 'h', master: 1, sealed: '' };
    await trx.insertInto('tags').values(tag).execute();
    await trx.insertInto('tip_tags').values({ id: randomId(), tip: number, tag: tag.id }).execute();
    const check = { id: randomId(), tip: number, staff_id: viewer.staffId, at: clock() };
    await trx
      .insertInto('checks')
      .values({ ...check, item: '', sealed: null })
      .execute();
    await plantChange(trx, number, viewer.staffId);
    const hold = { tip: number, staff_id: viewer.staffId, at: clock(), reason: '' };
    await trx.insertInto('holds').values(hold).execute();
  });
  await plant(database, number);
  return number;
}

/** Puts the marks into all rows: of what belongs to a tip, or of what is none's yet. */
async function plant(database: Database, tip: number | null): Promise<void> {
  const planted = marks.filter(({ table }) => (CONTENT[table].by === null) === (tip === null));
  await database.write(async trx => {
    for (const { table, column, mark } of planted)
      await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${mark}`.execute(trx);
  });
  const rows = await allRows(database.query);
  for (const { mark } of planted) expect(rows).toContain(`"${mark}"`);
}

/** What a hold said goes with it, before the tip may go. */
const release = ({ database }: TipWorld['desk']) => database.write(trx => trx.deleteFrom('holds').execute());

test('of a forgotten tip no column of content is left in any table', async () => {
  const world = await createTipWorld();
  const number = await receiveMarked(world);

  await release(world.desk);
  await forgetTip(world.desk, world.viewer, { number, version: 1 });
  const rows = await allRows(world.desk.database.query);
  expect(rows).toContain(`"${number}"`);
  expect(marks.filter(({ mark }) => rows.includes(String(mark)))).toEqual([]);
});

test('of a forgotten tip no column of content is left in the database’s files', async () => {
  const world = await createTipWorld();
  const { database } = world.desk;
  const number = await receiveMarked(world);
  const written = marks.filter(({ mark }) => typeof mark === 'string');
  const before = await bytesOf(database, world.folder);
  expect(written.filter(({ mark }) => !before.includes(String(mark)))).toEqual([]);

  await release(world.desk);
  await forgetTip(world.desk, world.viewer, { number, version: 1 });
  // PostgreSQL gives the room of a row's older state back, and writes over it only with the next row that comes there.
  const isOut = ({ table }: { table: string }) => database.engine === 'sqlite' || table !== 'tips';
  const left = async () => {
    const after = await bytesOf(database, world.folder);
    return written.filter(({ mark }) => after.includes(String(mark))).filter(isOut);
  };
  if (database.engine === 'sqlite') return expect(await left()).toEqual([]);
  // Its vacuum passes by a page that is just being written to the disk: then the job that is owed comes to it.
  await waitFor(async () => {
    await database.scrub();
    expect(await left()).toEqual([]);
  });
});
