import { expect, test } from 'vitest';
import { createProofCheck, readProofs } from '../../src/backup/proofs.ts';
import { verifyBackup } from '../../src/backup/verify.ts';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { listForgettings } from '../../src/tips/end/list-proofs.ts';
import { addNote } from '../../src/tips/work/notes/note.ts';
import { createTipWorld, type TipWorld } from '../tips/tip-world.ts';
import { backUpInto, databaseOf, emptyPlace, piecesOf, restoreFrom, unlock } from './backup-world.ts';

/** As the file of `forgotten --json` has them. */
async function proofsOf({ desk }: TipWorld) {
  const lines: string[] = [];
  for await (const { number, proof } of listForgettings(desk.database.query))
    lines.push(JSON.stringify({ number, digest: proof?.digest, tip_digest: proof?.tipDigest, more: 1 }));
  return readProofs(`${lines.join('\n')}\n`);
}

async function stillHeld(bytes: Buffer, world: TipWorld) {
  const check = createProofCheck(await proofsOf(world));
  await verifyBackup(piecesOf(bytes), unlock, check.take);
  return check.found();
}

test('a backup is known to hold what was forgotten since: exactly that, or an earlier state of it', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit, takeFile } = world;
  const contact = { phone: '010-9999-8888', consent_contact: 'on' };
  const same = await submit({ message: '그대로', ...contact }, [await takeFile('a'), await takeFile('b')]);
  const noted = await submit({ message: '메모가 붙은 글' });
  const gone = await submit({ message: '먼저 지운 글' });
  await submit({ message: '남은 글' });
  await addNote(desk, viewer, { number: same.number, body: '메모' });
  await forgetTip(desk, viewer, { number: gone.number, version: 1 });
  const bytes = await backUpInto(world.place);
  await addNote(desk, viewer, { number: noted.number, body: '메모' });
  const later = await submit({ message: '나중 글' });
  for (const { number } of [same, noted, later]) await forgetTip(desk, viewer, { number, version: 1 });

  expect(await stillHeld(bytes, world)).toEqual([
    { number: same.number, is: 'whole' },
    { number: noted.number, is: 'earlier' },
  ]);
  expect(await stillHeld(await backUpInto(world.place), world)).toEqual([]);
});

test('a restore forgets again what the proofs name, and no other tip that has such a number', async () => {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const secret = await submit({ message: '비밀' });
  const bytes = await backUpInto(world.place);
  await forgetTip(desk, viewer, { number: secret.number, version: 1 });
  const proofs = await proofsOf(world);

  const place = await emptyPlace();
  expect(await restoreFrom(bytes, place, { proofs })).toMatchObject({ forgotten: 1 });
  const { query } = await databaseOf(place);
  expect(await query.selectFrom('messages').selectAll().execute()).toEqual([]);
  const again = await query.selectFrom('forgettings').selectAll().execute();
  expect(again).toMatchObject([{ rule: 'restored', tip_digest: proofs[0]?.tip_digest }]);

  // Another desk's tip of the same number.
  const other = await createTipWorld();
  await other.submit({ message: '남을 글' });
  const elsewhere = await emptyPlace();
  const kept = await restoreFrom(await backUpInto(other.place), elsewhere, { proofs });
  expect(kept).toMatchObject({ forgotten: 0 });
  expect(await stillHeld(await backUpInto(other.place), world)).toEqual([]);
});

test('a tip that an older version forgot without a proof is told by its number alone', async () => {
  const world = await createTipWorld();
  const { number } = await world.submit({ message: '글' });
  const bytes = await backUpInto(world.place);
  await forgetTip(world.desk, world.viewer, { number, version: 1 });
  await world.desk.database.write(trx => trx.deleteFrom('forgettings').execute());
  const proofs = readProofs(`{"number":${number},"digest":null,"tip_digest":null}`);
  const check = createProofCheck(proofs);
  await verifyBackup(piecesOf(bytes), unlock, check.take);
  expect(check.found()).toEqual([{ number, is: 'earlier' }]);
  expect(await restoreFrom(bytes, await emptyPlace(), { proofs })).toMatchObject({ forgotten: 1 });
});

test.each(['12', '{"number":"12"}', '{"number":1,"digest":"x","tip_digest":null}', '{'])(
  'what is no proof is refused in words: %s',
  text => {
    expect(() => readProofs(text)).toThrow('not the lines that `forgotten --json` prints');
  },
);
