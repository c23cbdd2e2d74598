import { expect, test } from 'vitest';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { changeRole } from '../../../src/staff/accounts/change-role.ts';
import type { Role } from '../../../src/staff/roles.ts';
import { freshDatabase } from '../../support/databases.ts';

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
