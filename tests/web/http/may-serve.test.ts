import { expect, test } from 'vitest';
import { raiseLeastVersion } from '../../../src/db/versions/least-version.ts';
import { createWorld } from '../../support/world.ts';

test('where a newer version is needed, tips come in, nothing of theirs is shown, and words say so', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await staff.get('/admin').expect(200);
  await raiseLeastVersion(world.database, '99.0.0');
  const health = async () => (await world.request.get('/healthz')).status;
  await expect.poll(health).toBe(503);

  const refused = await staff.get('/admin').set('Accept-Language', 'en').expect(503);
  expect(refused.text).toContain('The desk is just changing to a newer version.');
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  const korean = await staff.get('/admin').set('Accept-Language', 'ko').expect(503);
  expect(korean.text).toContain('지금 데스크를 새 버전으로 바꾸는 중이에요.');

  await world.request.get('/').expect(200);
  await world.request
    .post('/tips')
    .type('form')
    .set('Accept', 'application/json')
    .send({ message: '불이 났어요' })
    .expect(201);
});
