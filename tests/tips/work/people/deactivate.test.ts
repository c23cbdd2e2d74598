import { expect, test } from 'vitest';
import { addStaff } from '../../../../src/staff/accounts/accounts.ts';
import { deactivate, deactivateByShell, openTipsOf } from '../../../../src/tips/work/people/deactivate.ts';
import { takeStep } from '../../../../src/tips/work/state.ts';
import { bareTip } from '../../../support/bare-tip.ts';
import { addViewer, createTipWorld } from '../../tip-world.ts';

/** Somebody with tips to work on, and an admin beside, who has a password as they do. */
async function deskWithWork(tips: number) {
  const { desk } = await createTipWorld();
  const viewer = await addViewer(desk, 'admin@newsroom.example');
  const email = 'leaver@newsroom.example';
  const { database } = desk;
  const { id } = await database.write(trx => addStaff(trx, { email, passwordHash: null, now: 0 }));
  await database.write(trx => trx.updateTable('staff').set({ password_hash: 'a hash' }).execute());
  const rows = Array.from({ length: tips }, () => ({ ...bareTip(), state: 'open', assignee: id }));
  for (let done = 0; done < tips; done += 500)
    await database.write(trx =>
      trx
        .insertInto('tips')
        .values(rows.slice(done, done + 500))
        .execute(),
    );
  const noted = async () => {
    const events = database.query.selectFrom('events').select(['kind', 'tip']).orderBy('id');
    return (await events.execute()).filter(({ kind }) => kind === 'unassigned').map(({ tip }) => tip);
  };
  const end = (more: object = {}) =>
    deactivateByShell(database, { email, isLastLeft: false, unassigns: false, now: 1, ...more });
  return { desk, viewer, id, end, noted };
}

test('From the shell nobody is ended whose open tips were not thought of', async () => {
  const { desk, id, end, noted } = await deskWithWork(2);
  await expect(end()).rejects.toMatchObject({ reason: { code: 'tips-left', tips: [1, 2] } });
  expect(await openTipsOf(desk.database.query, id)).toEqual([1, 2]);
  expect(await end({ unassigns: true })).toMatchObject({ isLast: false, tips: 2 });
  expect(await openTipsOf(desk.database.query, id)).toEqual([]);
  expect(await noted()).toEqual([1, 2]);
});

test('From the shell the last admin who can sign in is ended only by a word', async () => {
  const { desk, end } = await deskWithWork(0);
  await desk.database.write(trx =>
    trx
      .updateTable('staff')
      .set({ role: 'editor' })
      .where('email', '<>', 'leaver@newsroom.example')
      .execute(),
  );
  await expect(end()).rejects.toMatchObject({ code: 'last-admin' });
  expect(await end({ isLastLeft: true })).toMatchObject({ tips: 0 });
});

test('A tip that somebody took up or opened again is theirs, until they leave', async () => {
  const { desk, viewer } = await deskWithWork(0);
  const { database } = desk;
  const leaver = await addViewer(desk, 'taker@newsroom.example');
  const rows = ['new', 'closed', 'new'].map(state => ({ ...bareTip(), state }));
  await database.write(trx => trx.insertInto('tips').values(rows).execute());
  await takeStep(desk, leaver, 'opening', { number: 1, version: 1 });
  await takeStep(desk, leaver, 'reopening', { number: 2, version: 1 });
  expect(await openTipsOf(database.query, leaver.staffId)).toEqual([1, 2]);
  await deactivate(desk, viewer, { id: leaver.staffId, version: 1, tips: 2 });
  expect(await openTipsOf(database.query, leaver.staffId)).toEqual([]);
});

test('However many tips somebody has, all become nobody’s at once, each a version further', async () => {
  const { desk, viewer, id, noted } = await deskWithWork(2_500);
  await deactivate(desk, viewer, { id, version: 1, tips: 2_500 });
  expect(new Set(await noted()).size).toBe(2_500);
  const versions = await desk.database.query.selectFrom('tips').select('version').distinct().execute();
  expect(versions).toEqual([{ version: 2 }]);
});

test('Where other tips are theirs by now than were seen, nothing is changed', async () => {
  const { desk, viewer, id, noted } = await deskWithWork(3);
  await expect(deactivate(desk, viewer, { id, version: 1, tips: 2 })).rejects.toMatchObject({
    code: 'person-stale',
  });
  expect(await openTipsOf(desk.database.query, id)).toHaveLength(3);
  expect(await noted()).toEqual([]);
});
