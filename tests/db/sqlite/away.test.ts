import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../../web/page.ts';

test('where another program holds the database, a tip is 503 with all that was typed, and the list tells it', async () => {
  const world = await createWorld({ settings: { DATABASE_URL: '' } });
  const staff = await world.signIn();
  const other = new DatabaseSync(join(world.dataDir, 'jebo.db'));
  other.exec('begin immediate');
  const send = () => world.request.post('/tips').type('form').send({ message: '쓰던 글' });
  const refused = await send().expect(503);
  expect(refused.text).toContain('쓰던 글</textarea>');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  await world.request.get('/healthz').expect(503);
  other.exec('rollback');
  other.close();
  await send().expect(303);
  await world.request.get('/healthz').expect(200);
  expect(textOf((await staff.get('/admin').expect(200)).text)).toContain('데이터베이스가 대답하지 않아서');
  expect(world.log.filter(line => line.includes('the database cannot be used'))).toHaveLength(1);
});
