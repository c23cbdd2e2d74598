import { expect, test } from 'vitest';
import { loadReadyAnswers } from '../../../src/tips/talk/ready/kept-answers.ts';
import { MINUTE } from '../../support/clock.ts';
import { giveFile } from '../../support/kept-file.ts';
import { staffRoutesOf } from '../../support/staff-routes.ts';
import { createWorld, type World } from '../../support/world.ts';
import { type Desk, lastMessage, STEPS, type Step, UNNOTED } from './noted-steps.ts';

test('Each route of staff notes something in the history, or is known not to, and why', async () => {
  const routes = staffRoutesOf(await createWorld()).map(({ method, path }) => `${method} ${path}`);
  const known = [...new Set(STEPS.map(({ route }) => route)), ...Object.keys(UNNOTED)];
  expect(known.toSorted()).toEqual(routes.toSorted());
});

async function createDesk(): Promise<Desk> {
  const world = await createWorld();
  const agent = await world.signIn();
  const tip = {
    message: '주민번호 900101-1234568',
    phone: '010-1234-5678',
    consent_contact: 'on',
    age_14: 'yes',
  };
  for (let count = 0; count < 2; count++)
    await world.request.post('/tips').type('form').send(tip).expect(303);
  const copy = { bytes: Buffer.from('copy'), type: 'image/jpeg' };
  const found = { type: 'image/jpeg', thumbnail: Buffer.from('thumbnail'), copy };
  const { id: file } = await giveFile(world, 1, { name: '사진.jpg', claimed: 'image/jpeg', found });
  const mails = world.database.query.selectFrom('outbox').select('id').where('kind', '=', 'tip mail');
  await expect.poll(() => mails.where('state', '!=', 'done').execute()).toEqual([]);
  const stuck = { state: 'set aside', last_error: 'EENVELOPE' } as const;
  await world.database.write(trx =>
    trx.updateTable('outbox').set(stuck).where('kind', '=', 'tip mail').execute(),
  );
  const ids = await mails.orderBy('subject').execute();
  return { world, agent, file, mails: ids.map(({ id }) => id) };
}

const eventsOf = ({ database }: World) =>
  database.query.selectFrom('events').select(['id', 'kind', 'staff_id']).orderBy('id');

async function notedBy(desk: Desk, { route, fields = {}, tip = 1 }: Step): Promise<string[]> {
  const [method, path = ''] = route.split(' ');
  const { world, agent, file } = desk;
  // Within ten minutes a second view of a file would be the first.
  if (path.includes('files')) world.clock.move(11 * MINUTE);
  const before = (await eventsOf(world).execute()).length;
  const invited = world.database.query.selectFrom('staff').select('id').where('email', 'like', 'new@%');
  const person = (await invited.executeTakeFirst())?.id ?? '';
  const shared = world.database.query.selectFrom('saved_views').select('id').where('staff_id', 'is', null);
  const view = (await shared.executeTakeFirst())?.id ?? '';
  const message = await lastMessage(desk);
  const [answer] = await loadReadyAnswers(world.database.query);
  const named = path.replace(':slug', 'fire').replace(':person', person).replace(':view', view);
  const url = `/admin${named
    .replace(':answer', answer?.id ?? '')
    .replace(':message', message)
    .replace(':number', String(tip))
    .replace(':id', file)}`;
  const sent = typeof fields === 'function' ? await fields(desk) : fields;
  const asked = method === 'get' ? agent.get(url) : agent.post(url).type('form').send(sent);
  const { status } = await asked.redirects(0).ok(() => true);
  expect(status, route).toBeLessThan(400);
  return (await eventsOf(world).execute()).slice(before).map(({ kind }) => kind);
}

test('What a route of staff changes or shows stands in the history, by whoever did it', async () => {
  const desk = await createDesk();
  const [told, expected]: [string[], string[]] = [[], []];
  for (const step of STEPS) {
    told.push(`${step.route}: ${await notedBy(desk, step)}`);
    expected.push(`${step.route}: ${step.notes}`);
  }
  expect(told).toEqual(expected);
  const doers = desk.world.database.query.selectFrom('staff').select('id');
  const { id } = await doers.where('email', '=', 'editor@newsroom.example').executeTakeFirstOrThrow();
  const others = (await eventsOf(desk.world).execute()).filter(({ staff_id }) => staff_id !== id);
  expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['received']));
});
