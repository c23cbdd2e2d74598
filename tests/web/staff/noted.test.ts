import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import type { AnyEventKind } from '../../../src/tips/history/list-history.ts';
import { MINUTE } from '../../support/clock.ts';
import { giveFile } from '../../support/kept-file.ts';
import { staffRoutesOf } from '../../support/staff-routes.ts';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';

type Fields = Record<string, string>;
type Desk = { world: World; agent: Agent; file: string; mails: readonly string[] };

/** One request and the kinds that it notes. They are sent one after another, each on what those before it have left. */
type Step = {
  route: string;
  notes: readonly AnyEventKind[];
  fields?: Fields | ((desk: Desk) => Fields | Promise<Fields>);
  /** Which tip `:number` is. */
  tip?: number;
};

const names = { name_ko: '사건', name_en: 'Incidents' };
const seen = (version: number, more: Fields = {}) => ({ version: String(version), ...more });

const ofTips: readonly Step[] = [
  { route: 'get /tips/:number', notes: ['viewed', 'contact viewed'] },
  {
    route: 'post /tips/:number/resident-numbers',
    notes: ['viewed', 'contact viewed', 'resident number viewed'],
  },
  { route: 'post /tips/:number/opening', notes: ['opened'], fields: seen(1) },
  { route: 'post /tips/:number/closure', notes: ['closed'], fields: seen(2, { outcome: 'used' }) },
  { route: 'post /tips/:number/reopening', notes: ['reopened'], fields: seen(3) },
  { route: 'post /tips/:number/hold', notes: ['held'], fields: seen(4, { on: 'on', reason: '소송' }) },
  { route: 'post /tips/:number/hold', notes: ['released'], fields: seen(5) },
  { route: 'post /tips/:number/topic', notes: ['moved'], fields: seen(6, { topic: 'fire' }) },
  { route: 'post /tips/:number/notes', notes: ['noted'], fields: { body: '메모' } },
  {
    route: 'post /tips/:number/mails/give-up',
    notes: ['mail given up'],
    fields: ({ mails }) => ({ mail: mails[0] ?? '' }),
  },
  {
    route: 'post /tips/:number/mails/inbox',
    notes: ['mail sent to inbox'],
    fields: ({ mails }) => ({ mail: mails[1] ?? '' }),
    tip: 2,
  },
  {
    route: 'post /tips/:number/forgetting',
    notes: ['forgotten'],
    fields: seen(1, { confirmed: 'on' }),
    tip: 2,
  },
  { route: 'get /tips/:number/files/:id', notes: ['file viewed'] },
  { route: 'post /tips/:number/files/:id', notes: ['file viewed'] },
  { route: 'get /tips/:number/files/:id/copy', notes: ['file viewed'] },
  { route: 'get /tips/:number/files.zip', notes: ['file viewed'] },
];

const ofDesk: readonly Step[] = [
  { route: 'post /topics', notes: ['topic made'], fields: { slug: 'fire', ...names } },
  { route: 'post /topics/:slug', notes: ['topic changed'], fields: seen(1, names) },
  { route: 'post /settings', notes: ['setting changed'], fields: seen(0, { NEWSROOM_NAME: '제보신문' }) },
  { route: 'get /history.csv', notes: ['history exported'] },
];

/** Behind those of tips: what is stuck is not stuck any more. */
const ofMail: readonly Step[] = [
  { route: 'post /mail/retry', notes: ['mail retried'] },
  { route: 'post /mail/test', notes: ['test mail sent'] },
  { route: 'post /mail/test/give-up', notes: ['test mail given up'] },
  { route: 'post /welcome/test-mail', notes: ['test mail sent'] },
];

const tokenOf = ({ world: { database } }: Desk) =>
  database.query.selectFrom('api_tokens').select('id').executeTakeFirstOrThrow();

const ofAccounts: readonly Step[] = [
  {
    route: 'post /login',
    notes: ['signed in'],
    fields: { email: 'editor@newsroom.example', password: PASSWORD },
  },
  { route: 'post /confirmation', notes: ['confirmed again'], fields: { confirm_password: PASSWORD } },
  { route: 'post /account/sessions/end', notes: ['sessions ended'], fields: { others: 'on' } },
  { route: 'post /account/tokens', notes: ['token made'], fields: { name: '아침 브리핑' } },
  { route: 'post /account/tokens/end', notes: ['token ended'], fields: tokenOf },
  {
    route: 'post /account/password',
    notes: ['confirmed again', 'password set'],
    fields: { present: PASSWORD, password: 'another pass phrase for tests' },
  },
  { route: 'post /logout', notes: ['signed out'] },
];

/** What notes nothing, and why that is right. */
const UNNOTED: Readonly<Record<string, string>> = {
  'get /': 'shows no contact and no file',
  'get /login': 'a form',
  'get /account': 'about nobody but who asks',
  'get /account/history': 'about nobody but who asks',
  'get /setup/:token': 'a form',
  'post /setup/:token': 'noted as a password that was set; tested with the links',
  'get /retention': 'shows no contact and no file',
  'get /settings': 'shows what is the newsroom’s own',
  'post /settings/preview': 'saves nothing',
  'get /welcome': 'shows what is the newsroom’s own',
  'get /welcome/form-qr.svg': 'the address of the form',
  'get /welcome/form-qr.png': 'the address of the form',
  'get /history': 'holds no contact and no file',
  'get /topics': 'shows what is the newsroom’s own',
  'get /topics/:slug': 'shows what is the newsroom’s own',
  'get /tips/:number/forgetting': 'asks whether it is meant',
  'get /tips/:number/files/:id/thumbnail':
    'so small that it stands on the page, which tells that the tip was viewed',
  'get /tips/:number/files/:id/large': 'a page around the copy, which tells that it was viewed',
  'post /receipt': 'leads to the tip, which tells that it was viewed',
  'post /tips/:number/drafts': 'what nobody else sees',
  'post /account/sessions': 'a name that nobody else sees',
};

const STEPS = [...ofDesk, ...ofTips, ...ofMail, ...ofAccounts];

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
  const url = `/admin${path.replace(':number', String(tip)).replace(':id', file).replace(':slug', 'fire')}`;
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
  const { id } = await desk.world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  const others = (await eventsOf(desk.world).execute()).filter(({ staff_id }) => staff_id !== id);
  expect(new Set(others.map(({ kind }) => kind))).toEqual(new Set(['received']));
});
