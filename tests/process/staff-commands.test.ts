import { expect, test } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { runCli } from '../support/cli-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const email = 'editor@newsroom.example';

test('accounts are made, listed, reset and ended from the shell', async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const staff = (...words: string[]) => runCli(settings, ['staff', ...words]);
  expect((await staff('list')).said).toBe(
    'Nobody has an account. To make one: npm run jebo -- staff add EMAIL\n',
  );
  expect((await staff('add', email)).said).toMatch(
    /^Good for a day, once: http:\S+\/admin\/setup\/[\w-]{43}\n/,
  );
  const listed = await staff('list');
  expect(listed.said).toMatch(
    /^E-mail +Role +Last sign-in +Sessions\neditor@newsroom\.example {2}admin {2}no password yet; its link is good until [^\n]+ {2}-\n$/,
  );
  expect((await staff('reset', email)).said).toMatch(
    /^The old password has ended, with all sessions, tokens and earlier links\.\nGood for a day, once: (.+\n)+A second factor stays\. .+npm run jebo -- staff reset --second-factor editor@newsroom\.example\n$/,
  );
  expect(await staff('reset', email, '--second-factor')).toMatchObject({
    code: 1,
    complained: `${email} has no second factor. There is nothing to reset.\n`,
  });
  const ended = await staff('end', ` ${email.toUpperCase()}`);
  expect(ended.said).toContain(`The account of ${email} has ended`);
  expect(ended.said).toContain('Nobody can sign in now. To make an account: npm run jebo -- staff add EMAIL');
  expect((await staff('list')).said).toMatch(/editor@newsroom\.example +admin +ended [^\n]+ -\n$/);
  expect(await staff('end', email)).toMatchObject({
    code: 1,
    complained: expect.stringContaining(`${email} has no account.`),
  });
});

test('a second factor is taken away from the shell, and the password stays', async () => {
  const dataDir = await temporaryFolder();
  const staff = (...words: string[]) => runCli({ DATA_DIR: dataDir }, ['staff', ...words]);
  await staff('add', email);
  const database = await openDatabase({ engine: 'sqlite' }, dataDir);
  await database.write(async trx => {
    await trx.updateTable('staff').set({ password_hash: 'hash' }).execute();
    const { id } = await trx.selectFrom('staff').select('id').executeTakeFirstOrThrow();
    const totp = { staff_id: id, master: 1, sealed: 's', added_at: 1, last_step: 1 };
    await trx.insertInto('totp').values(totp).execute();
  });
  const reset = await staff('reset', '--second-factor', email);
  expect(reset.said).toBe(
    `${email} signs in by the password alone from now on. All their sessions have ended.\n`,
  );
  expect(await database.query.selectFrom('totp').selectAll().execute()).toEqual([]);
  const kept = database.query.selectFrom('staff').select('password_hash');
  expect(await kept.execute()).toEqual([{ password_hash: 'hash' }]);
  await database.close();
});

test('a role is given with the account, and changed, but the last admin keeps theirs', async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const staff = (...words: string[]) => runCli(settings, ['staff', ...words]);
  await staff('add', 'reporter@newsroom.example', '--role', 'reporter');
  await staff('add', email);
  expect((await staff('list')).said).toMatch(/editor@\S+ +admin +no[^\n]+\nreporter@\S+ +reporter +no/);
  expect((await staff('role', 'reporter@newsroom.example', 'editor')).said).toBe(
    'reporter@newsroom.example is editor from now on.\n',
  );
  expect(await staff('role', email, 'editor')).toMatchObject({
    code: 1,
    complained: expect.stringContaining('Nobody would be left who can manage the desk.'),
  });
  expect((await staff('role', email, 'editor', '--no-admin-left')).code).toBe(0);
});

test.each([
  [['staff', 'role', email, 'boss'], 'There is no such role: boss. It is one of: admin, editor, reporter'],
  [['staff', 'list', 'all'], 'This is too much: all'],
  [['staff', 'end'], 'Something is missing behind the command.'],
  [['staff', 'ad', email], 'There is no such command: staff ad'],
  [['staff', 'add', email, '--power', 'all'], "Unknown option '--power'."],
  [['restore', 'desk.age', '--forget', 'twelve'], 'This is not the number of a tip: twelve'],
])('what was typed wrong is told before all that there is: %j', async (words, fault) => {
  const { code, said, complained } = await runCli({ DATA_DIR: await temporaryFolder() }, words);
  expect({ code, said }).toEqual({ code: 1, said: '' });
  expect(complained).toMatch(new RegExp(`^${RegExp.escape(fault)}\n\nnpm run jebo -- COMMAND\n`));
});

test('whoever asks for help behind a command is given it', async () => {
  const { code, said } = await runCli({ DATA_DIR: await temporaryFolder() }, ['staff', 'add', '--help']);
  expect(code).toBe(0);
  expect(said).toContain('npm run jebo -- COMMAND');
});

test('a token is made, listed and ended from the shell, and shown once', async () => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const token = (...words: string[]) => runCli(settings, ['token', ...words]);
  await runCli(settings, ['staff', 'add', email]);
  const made = await token('add', email, '--name', 'briefing');
  expect(made.said).toMatch(/^jebo_[\w-]{43}\nThis is the only time that it is shown\./);
  expect((await token('list', email)).said).toMatch(/^briefing: made [^\n]+, not used yet\n$/);
  expect((await token('end', email, '--name', 'briefing')).said).toBe('Ended: 1\n');
  expect((await token('list', email)).said).toBe('There is no token.\n');
  expect((await token('add', 'nobody@newsroom.example', '--name', 'x')).complained).toContain(
    'nobody@newsroom.example has no account.',
  );
});
