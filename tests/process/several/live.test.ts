import { expect, test } from 'vitest';
import { addStaff } from '../../../src/staff/accounts/accounts.ts';
import { hashPassword } from '../../../src/staff/passwords/passwords.ts';
import { cookieOf, hearLive } from '../../support/hear-live.ts';
import { PASSWORD } from '../../support/world.ts';
import { createDesks } from './desks.ts';

test('What happens at one process is told by the streams of the other', async () => {
  const { first, second, database, config } = await createDesks();
  const passwordHash = await hashPassword(PASSWORD, { memory: 64, passes: 1, parallelism: 1 });
  const emails = ['one@newsroom.example', 'two@newsroom.example'] as const;
  for (const email of emails)
    await database.write(trx => addStaff(trx, { email, passwordHash, now: Date.now() }));
  const [one, two] = [
    await cookieOf(first.url, config.publicUrl, emails[0]),
    await cookieOf(second.url, config.publicUrl, emails[1]),
  ];
  const heard = await hearLive(second.url, two);
  await first.request.post('/tips').type('form').send({ message: '제보' }).expect(303);
  await expect.poll(() => heard.came).toEqual([1]);
  const post = (url: string, path: string, cookie: string, fields: Record<string, string>) =>
    fetch(`${url}/admin/tips/1/${path}`, {
      ...{ method: 'POST', redirect: 'manual', headers: { cookie } },
      body: new URLSearchParams(fields),
    });
  await post(first.url, 'opening', one, { version: '1' });
  await expect.poll(() => heard.changed).toEqual([1]);
  await post(first.url, 'presence', one, { page: 'page-one' });
  await post(second.url, 'presence', two, { page: 'page-two' });
  await expect.poll(() => heard.beside.get(1)).toEqual([emails[0]]);
});
