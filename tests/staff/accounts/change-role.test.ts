import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { readLeastVersion } from '../../../src/db/versions/least-version.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { changePerson } from '../../../src/staff/accounts/change-person.ts';
import { changeRole } from '../../../src/staff/accounts/change-role.ts';
import { invite } from '../../../src/staff/accounts/invite.ts';
import { linkForNewStaff } from '../../../src/staff/accounts/setup-links.ts';
import type { Role } from '../../../src/staff/roles.ts';
import { freshDatabase } from '../../support/databases.ts';
import { addViewer, createTipWorld } from '../../tips/tip-world.ts';

async function deskWithTwoAdmins() {
  const database = await freshDatabase();
  const emails = ['one@example.kr', 'other@example.kr'] as const;
  for (const email of emails)
    await database.write(trx => addStaff(trx, { email, passwordHash: 'a hash', now: 0 }));
  const change = (email: string, role: Role, isLastLeft = false) =>
    changeRole(database, { email, role, by: null, isLastLeft, now: 1 });
  const roles = () => database.query.selectFrom('staff').select('role').orderBy('email').execute();
  return { database, emails, change, roles };
}

test('Two admins who demote each other at once leave one', async () => {
  const { emails, change, roles } = await deskWithTwoAdmins();
  const answers = await Promise.allSettled(emails.map(email => change(email, 'editor')));
  expect(answers.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { code: 'last-admin' } },
  ]);
  expect((await roles()).filter(({ role }) => role === 'admin')).toHaveLength(1);
});

test('The last admin who can sign in keeps their role, unless nobody needs to be left', async () => {
  const { database, emails, change, roles } = await deskWithTwoAdmins();
  const [one, other] = emails;
  await database.write(trx =>
    trx.updateTable('staff').set({ password_hash: null }).where('email', '=', other).execute(),
  );
  await expect(change(one, 'reporter')).rejects.toMatchObject({ code: 'last-admin' });
  await change(one, 'reporter', true);
  expect(await roles()).toEqual([{ role: 'reporter' }, { role: 'admin' }]);
});

test('Who is no admin gets another role, whoever can sign in', async () => {
  const { database, emails, change, roles } = await deskWithTwoAdmins();
  await database.write(trx =>
    trx.updateTable('staff').set({ role: 'reporter', password_hash: null }).execute(),
  );
  await change(emails[0], 'editor');
  expect(await roles()).toEqual([{ role: 'editor' }, { role: 'reporter' }]);
});

test('An admin of before there were roles counts as one', async () => {
  const { database, emails, change } = await deskWithTwoAdmins();
  await database.write(trx =>
    trx.updateTable('staff').set({ role: 'staff' }).where('email', '=', emails[1]).execute(),
  );
  await expect(change(emails[0], 'editor')).resolves.toEqual({ email: emails[0] });
  await expect(change(emails[1], 'editor')).rejects.toMatchObject({ code: 'last-admin' });
});

test('A change of role stands in the history, and one that changes nothing does not', async () => {
  const { database, emails, change } = await deskWithTwoAdmins();
  await change(emails[0], 'admin');
  await change(emails[0], 'editor');
  const events = await database.query.selectFrom('events').select(['kind', 'detail']).execute();
  expect(events).toEqual([{ kind: 'role changed', detail: 'admin → editor' }]);
});

/** All ways to a role. `id`: of somebody who may get another. */
type Ask = (desk: Context, viewer: Viewer, id: string, role: Role) => Promise<unknown>;
const called = { name: '', lang: null };
const WAYS: Readonly<Record<string, Ask>> = {
  'staff role': ({ database }, { email }, _id, role) =>
    changeRole(database, { email, role, by: null, isLastLeft: true, now: 1 }),
  'staff add': ({ database }, _viewer, _id, role) => linkForNewStaff(database, 'new@example.kr', 1, role),
  invitation: (desk, viewer, _id, role) => invite(desk, viewer, { email: 'new@example.kr', role, ...called }),
  page: (desk, viewer, id, role) => changePerson(desk, viewer, { id, version: 1 }, { role, ...called }),
};

test.each(Object.entries(WAYS))(
  'By %s, a role that older versions would not heed keeps them out, and no other does',
  async (_name, ask) => {
    const least = async (role: Role) => {
      const { desk } = await createTipWorld();
      const viewer = await addViewer(desk, 'admin@example.kr');
      const { staffId } = await addViewer(desk, 'other@example.kr');
      await desk.database.write(trx => trx.updateTable('staff').set({ password_hash: 'a hash' }).execute());
      await ask(desk, viewer, staffId, role);
      return readLeastVersion(desk.database.query);
    };
    expect(await least('admin')).toBeNull();
    expect(await least('reporter')).toBe('0.5.0');
  },
);
