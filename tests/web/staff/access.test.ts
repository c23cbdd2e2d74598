import type { Agent } from 'supertest';
import { expect, test } from 'vitest';
import { READY_ANSWERS, setFact } from '../../../src/db/desk-facts.ts';
import { type DeskAction, may, type TipAction, toViewer, type Viewer } from '../../../src/staff/access.ts';
import { ROLES, type Role } from '../../../src/staff/roles.ts';
import { loadFacts } from '../../../src/tips/read/load-facts.ts';
import { giveFile } from '../../support/kept-file.ts';
import { type Route, staffRoutesOf } from '../../support/staff-routes.ts';
import { KINDS_OF_TIP, type KindOfTip, plantTopics, tipsOfAllKinds } from '../../support/topics.ts';
import { createWorld, type World } from '../../support/world.ts';

/** What each route asks; `open`: it is about nothing that anybody sent, and open to who is not signed in; `own`: about nobody but who asks. */
const ROUTES: Readonly<Record<string, 'open' | 'own' | { desk: DeskAction } | { tip: TipAction }>> = {
  'get /login': 'open',
  'post /login': 'open',
  'get /login/second-factor': 'open',
  'post /login/second-factor': 'open',
  'get /login/passkey': 'open',
  'post /login/passkey': 'open',
  'post /logout': 'open',
  'post /confirmation': 'own',
  'get /confirmation/passkey': 'own',
  'get /account': 'own',
  'post /account/profile': 'own',
  'post /account/mails': 'own',
  'get /account/history': 'own',
  'post /account/password': 'own',
  'post /account/sessions': 'own',
  'post /account/sessions/end': 'own',
  'post /account/tokens': 'own',
  'post /account/tokens/end': 'own',
  'get /account/second-factor': 'own',
  'post /account/recovery-codes': 'own',
  'get /account/passkeys': 'own',
  'post /account/passkeys': 'own',
  'post /account/passkeys/end': 'own',
  'post /account/app': 'own',
  'post /account/app/code': 'own',
  'post /account/app/end': 'own',
  'get /setup/:token': 'open',
  'post /setup/:token': 'open',
  'get /': { desk: 'list tips' },
  'get /views': { desk: 'list tips' },
  'post /views': { desk: 'list tips' },
  'post /views/:view': { desk: 'list tips' },
  'post /views/:view/removal': { desk: 'list tips' },
  'post /receipt': { desk: 'find by receipt' },
  'get /calls': { desk: 'write down calls' },
  'post /calls': { desk: 'write down calls' },
  'post /calls/earlier': { desk: 'write down calls' },
  'post /calls/drafts': 'own',
  'get /calls/written': { desk: 'write down calls' },
  'post /mail/retry': { desk: 'retry mail' },
  'post /mail/test': { desk: 'send test mail' },
  'post /mail/test/give-up': { desk: 'send test mail' },
  'get /retention': { desk: 'see what goes' },
  'get /settings': { desk: 'change settings' },
  'post /settings': { desk: 'change settings' },
  'post /settings/preview': { desk: 'change settings' },
  'get /welcome': { desk: 'change settings' },
  'post /welcome/test-mail': { desk: 'send test mail' },
  'get /welcome/form-qr.svg': { desk: 'change settings' },
  'get /welcome/form-qr.png': { desk: 'change settings' },
  'get /history': { desk: 'see history' },
  'get /history.csv': { desk: 'see history' },
  'get /staff': { desk: 'manage people' },
  'post /staff': { desk: 'manage people' },
  'get /staff/:person': { desk: 'manage people' },
  'post /staff/:person': { desk: 'manage people' },
  'post /staff/:person/invitation': { desk: 'manage people' },
  'post /staff/:person/factor-reset': { desk: 'manage people' },
  'post /staff/:person/deactivation': { desk: 'manage people' },
  'post /staff/:person/reactivation': { desk: 'manage people' },
  'get /help': 'own',
  'get /keys': 'own',
  'get /live': { desk: 'list tips' },
  'post /changes': { desk: 'list tips' },
  'post /changes/undo': 'own',
  'get /live/list': { desk: 'list tips' },
  'get /tags': { desk: 'manage tags' },
  'post /tags': { desk: 'manage tags' },
  'get /topics': { desk: 'manage topics' },
  'post /topics': { desk: 'manage topics' },
  'get /topics/:slug': { desk: 'manage topics' },
  'post /topics/:slug': { desk: 'manage topics' },
  'post /topics/:slug/order': { desk: 'manage topics' },
  'get /ready-answers': { desk: 'manage ready answers' },
  'post /ready-answers': { desk: 'manage ready answers' },
  'get /ready-answers/:answer': { desk: 'manage ready answers' },
  'post /ready-answers/:answer': { desk: 'manage ready answers' },
  'post /ready-answers/:answer/order': { desk: 'manage ready answers' },
  'post /ready-answers/:answer/removal': { desk: 'manage ready answers' },
  'get /tips/:number': { tip: 'see' },
  'get /tips/:number/ready-answers': { tip: 'see' },
  'post /tips/:number/ready-answers': { tip: 'see' },
  'post /tips/:number/notes': { tip: 'add note' },
  'post /tips/:number/messages': { tip: 'answer' },
  'post /tips/:number/messages/:message/undo': { tip: 'answer' },
  'post /tips/:number/presence': { tip: 'see' },
  'post /tips/:number/drafts': { tip: 'add note' },
  'post /tips/:number/resident-numbers': { tip: 'see' },
  'post /tips/:number/contacts': { tip: 'see contacts' },
  'post /tips/:number/no-answer': { tip: 'answer' },
  'post /tips/:number/block': { tip: 'change state' },
  'post /tips/:number/hold': { tip: 'hold' },
  'post /tips/:number/topic': { tip: 'change topic' },
  'post /tips/:number/assignment': { tip: 'take' },
  'post /tips/:number/forwarding': { tip: 'forward' },
  'post /tips/:number/importance': { tip: 'change importance' },
  'post /tips/:number/reminder': { tip: 'change reminder' },
  'post /tips/:number/tags': { tip: 'change tags' },
  'post /tips/:number/checks': { tip: 'change checks' },
  'post /tips/:number/files/:id/disturbing': { tip: 'see files' },
  'post /tips/:number/opening': { tip: 'change state' },
  'post /tips/:number/closure': { tip: 'change state' },
  'post /tips/:number/reopening': { tip: 'change state' },
  'post /tips/:number/mails/give-up': { tip: 'give up mail' },
  'post /tips/:number/mails/inbox': { tip: 'send mail to inbox' },
  'get /tips/:number/forgetting': { tip: 'forget' },
  'post /tips/:number/forgetting': { tip: 'forget' },
  'get /tips/:number/files/:id': { tip: 'see files' },
  'post /tips/:number/files/:id': { tip: 'see files' },
  'get /tips/:number/files/:id/copy': { tip: 'see files' },
  'get /tips/:number/files/:id/thumbnail': { tip: 'see files' },
  'get /tips/:number/files/:id/large': { tip: 'see files' },
  'get /tips/:number/files.zip': { tip: 'see files' },
};

const nameOf = ({ method, path }: Route) => `${method} ${path}`;

test('Every route of staff has its row in the table of rights', async () => {
  const routes = staffRoutesOf(await createWorld()).map(nameOf);
  expect(routes.toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});

type Sent = Record<KindOfTip, { number: number; receipt: string; file: string; mail: string }>;

/** A desk with a tip of each kind, each with a picture, and somebody with this role. */
async function deskFor(role: string) {
  const world = await createWorld();
  const agent = await world.signIn('me@newsroom.example');
  const { id } = await world.database.query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
  await plantTopics(world.database, id);
  const receipts = new Map<number, string>();
  const numbers = await tipsOfAllKinds(world.database, id, async message => {
    const form = world.request.post('/tips').accept('json').type('form');
    const { number, receipt } = (await form.send({ message: `공통 ${message}` }).expect(201)).body;
    receipts.set(number, receipt);
    return number;
  });
  const sent: Partial<Sent> = {};
  for (const kind of KINDS_OF_TIP) sent[kind] = await withPicture(world, numbers[kind], receipts);
  const ready = [{ id: 'thanks', version: 1, name: '고마움', texts: { ko: '고마워요.' } }];
  await setFact(world.database, READY_ANSWERS, JSON.stringify(ready));
  const own = agent.post('/admin/views').accept('json').type('form');
  const view: string = (await own.send({ name: '내 것', query: 'view=all' }).expect(201)).body.id;
  await world.database.write(trx => trx.updateTable('staff').set({ role }).execute());
  const viewer = toViewer({ id, email: 'me@newsroom.example', role, topics: ['own', 'own-secret'] });
  return { world, agent, viewer, view, sent: Object.entries(sent) };
}

async function withPicture(world: World, number: number, receipts: ReadonlyMap<number, string>) {
  const copy = { bytes: Buffer.from('copy'), type: 'image/jpeg' };
  const found = { type: 'image/jpeg', thumbnail: Buffer.from('thumbnail'), copy };
  const { id: file } = await giveFile(world, number, { name: '사진.jpg', claimed: 'image/jpeg', found });
  const mail = await world.database.query
    .selectFrom('outbox')
    .select('id')
    .where('kind', '=', 'tip mail')
    .where('subject', '=', String(number))
    .executeTakeFirstOrThrow();
  return { number, receipt: receipts.get(number) ?? '', file, mail: mail.id };
}

/** No tip has version 0, so that nothing changes by a change that is allowed. */
async function ask(
  agent: Agent,
  { method, path }: Route,
  tip: Partial<Sent[KindOfTip]>,
  { topic, person, view = '' }: { topic: string | null; person: string; view?: string },
) {
  const { number = 0, file = '', mail = '' } = tip;
  const desk = path.replace(':slug', 'own').replace(':answer', 'thanks');
  const named = desk.replace(':person', person).replace(':view', view);
  const url = `/admin${named.replace(':number', String(number)).replace(':id', file)}`;
  const fields = {
    version: '0',
    confirmed: 'on',
    body: '메모',
    reason: '소송',
    on: 'on',
    to: 'me',
    importance: '1',
    add: '화재',
    item: '원본을 봤어요',
    mail,
    topic: topic ?? '',
  };
  // A stream would go on for ever.
  const get = path === '/live' ? agent.head(url) : agent.get(url);
  const answer = method === 'get' ? get : agent.post(url).type('form').send(fields);
  return (await answer.redirects(0).ok(() => true)).status;
}

/** 404 where it may not be seen, 403 where this may not be done with it; else anything else. */
function verdictOf(status: number): 'unseen' | 'refused' | 'done' {
  return status === 404 ? 'unseen' : status === 403 ? 'refused' : 'done';
}

const ALL_ROLES: readonly string[] = [...ROLES, 'of a newer version'];

test.each(ALL_ROLES)('As %s, every route does with every tip what its rights say', async role => {
  const { world, agent, viewer, view, sent } = await deskFor(role);
  const [told, expected]: [string[], string[]] = [[], []];
  for (const route of staffRoutesOf(world)) {
    const asks = ROUTES[nameOf(route)];
    if (asks === undefined || typeof asks === 'string') continue;
    if ('desk' in asks && route.path !== '/receipt') {
      told.push(
        `${nameOf(route)}: ${verdictOf(await ask(agent, route, {}, { topic: null, person: viewer.staffId, view }))}`,
      );
      expected.push(`${nameOf(route)}: ${may(viewer, asks.desk) ? 'done' : 'refused'}`);
    }
    if (!('tip' in asks)) continue;
    for (const [kind, tip] of sent) {
      const facts = await loadFacts(world.database.query, tip.number);
      if (facts === undefined) throw new Error('a tip is gone');
      const verdict = verdictOf(
        await ask(agent, route, tip, { topic: facts.topic?.slug ?? null, person: viewer.staffId }),
      );
      told.push(`${nameOf(route)}, ${kind}: ${verdict}`);
      const allowed = may(viewer, asks.tip, facts) ? 'done' : 'refused';
      expected.push(`${nameOf(route)}, ${kind}: ${may(viewer, 'see', facts) ? allowed : 'unseen'}`);
    }
  }
  expect(told).toEqual(expected);
  expect(told.length).toBeGreaterThan(150);
});

async function seenBy(world: World, viewer: Viewer, sent: readonly [string, { number: number }][]) {
  const seen: number[] = [];
  for (const [, { number }] of sent) {
    const facts = await loadFacts(world.database.query, number);
    if (facts !== undefined && may(viewer, 'see', facts)) seen.push(number);
  }
  return seen.toSorted((one, other) => other - one);
}

const numbersIn = async (agent: Agent, path: string): Promise<number[]> => {
  const { body } = await agent.get(path).accept('json').expect(200);
  return body.tips.map(({ number }: { number: number }) => number);
};

test.each(ROLES)(
  'As %s, lists, searches, counts and receipts tell of the tips that are seen alone',
  async role => {
    const { world, agent, viewer, sent } = await deskFor(role);
    const seen = await seenBy(world, viewer, sent);
    expect(seen.length).toBe({ admin: 10, editor: 7, reporter: 5 }[role satisfies Role]);
    expect(await numbersIn(agent, '/admin')).toEqual(seen);
    expect(await numbersIn(agent, `/admin?${new URLSearchParams({ q: '공통' })}`)).toEqual(seen);
    const page = await agent.get(`/admin?${new URLSearchParams({ q: '공통', lang: 'en' })}`).expect(200);
    expect(page.text).toContain(`${seen.length} tips found`);
    for (const [, { number, receipt }] of sent) {
      const isSeen = seen.includes(number);
      expect(await numbersIn(agent, `/admin?q=${number}`)).toEqual(isSeen ? [number] : []);
      expect(await numbersIn(agent, `/admin?q=${receipt}`)).toEqual(isSeen ? [number] : []);
      await agent
        .post('/admin/receipt')
        .type('form')
        .send({ receipt })
        .expect(isSeen ? 303 : 404);
    }
  },
);

test.each(['admin', 'editor'] as const)(
  'As %s, what goes and what is held counts the tips seen alone',
  async role => {
    const { world, agent, viewer, sent } = await deskFor(role);
    const seen = await seenBy(world, viewer, sent);
    await world.database.write(async trx => {
      await trx.updateTable('tips').set({ state: 'closed', state_since: world.clock() }).execute();
      const held = sent.map(([, { number }]) => ({
        ...{ tip: number, staff_id: viewer.staffId, at: 1, reason: '소송' },
      }));
      await trx.insertInto('holds').values(held.slice(0, 5)).execute();
    });
    world.clock.move(80 * 24 * 60 * 60_000);
    const again = await world.signIn('me@newsroom.example');
    const ofHeld = sent.slice(0, 5).map(([, { number }]) => number);
    const [going, held] = [
      seen.filter(one => !ofHeld.includes(one)),
      seen.filter(one => ofHeld.includes(one)),
    ];
    const answer = await again.get('/admin/retention').accept('json').expect(200);
    expect(answer.body.counts).toEqual({ going: going.length, held: held.length });
    expect((await numbersIn(again, '/admin/retention')).toSorted()).toEqual(going.toSorted());
    expect((await numbersIn(again, '/admin/retention?view=held')).toSorted()).toEqual(held.toSorted());
    expect(agent).toBeDefined();
  },
);

test('A tip that may not be seen looks as one that is not there', async () => {
  const { agent, sent } = await deskFor('editor');
  const hidden = sent.find(([kind]) => kind === 'other confidential')?.[1].number;
  const missing = await agent.get('/admin/tips/99?lang=en').expect(404);
  const unseen = await agent.get(`/admin/tips/${hidden}?lang=en`).expect(404);
  expect(unseen.text).toBe(missing.text.replaceAll(/\b99\b/g, String(hidden)));
});
