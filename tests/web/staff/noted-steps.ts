import type { Agent } from 'supertest';
import type { AnyEventKind } from '../../../src/tips/history/list-history.ts';
import { codeAt } from '../../support/totp.ts';
import { PASSWORD, type World } from '../../support/world.ts';

type Fields = Record<string, string>;
export type Desk = { world: World; agent: Agent; file: string; mails: readonly string[] };

/** One request and the kinds that it notes. They are sent one after another, each on what those before it have left. */
export type Step = {
  route: string;
  notes: readonly AnyEventKind[];
  fields?: Fields | ((desk: Desk) => Fields | Promise<Fields>);
  /** Which tip `:number` is. */
  tip?: number;
};

const names = { name_ko: '사건', name_en: 'Incidents' };
const seen = (version: number, more: Fields = {}) => ({ version: String(version), ...more });

const lastChange = async ({ world: { database } }: Desk): Promise<Fields> => {
  const { id } = await database.query.selectFrom('bulk_changes').select('id').executeTakeFirstOrThrow();
  return { undo: id };
};

export const lastMessage = async ({ world: { database } }: Pick<Desk, 'world'>): Promise<string> => {
  const messages = database.query.selectFrom('messages').select('id').where('tip', '=', 1);
  return (await messages.orderBy('at', 'desc').executeTakeFirstOrThrow()).id;
};

const ofTips: readonly Step[] = [
  { route: 'get /tips/:number', notes: ['viewed'] },
  { route: 'post /tips/:number/contacts', notes: ['viewed', 'contact viewed'] },
  {
    route: 'post /tips/:number/resident-numbers',
    notes: ['viewed', 'resident number viewed'],
  },
  { route: 'post /tips/:number/opening', notes: ['opened'], fields: seen(1) },
  { route: 'post /tips/:number/closure', notes: ['closed'], fields: seen(2, { outcome: 'used' }) },
  { route: 'post /tips/:number/reopening', notes: ['reopened'], fields: seen(3) },
  { route: 'post /tips/:number/hold', notes: ['held'], fields: seen(4, { on: 'on', reason: '소송' }) },
  { route: 'post /tips/:number/hold', notes: ['released'], fields: seen(5) },
  { route: 'post /tips/:number/topic', notes: ['moved'], fields: seen(6, { topic: 'fire' }) },
  { route: 'post /tips/:number/assignment', notes: ['unassigned'], fields: seen(7, { to: '' }) },
  { route: 'post /tips/:number/assignment', notes: ['assigned'], fields: seen(8, { to: 'me' }) },
  {
    route: 'post /tips/:number/importance',
    notes: ['importance changed'],
    fields: seen(9, { importance: '2' }),
  },
  { route: 'post /tips/:number/reminder', notes: ['reminder set'], fields: seen(10, { on: '2026-12-01' }) },
  { route: 'post /tips/:number/reminder', notes: ['reminder cleared'], fields: seen(11, { on: '' }) },
  { route: 'post /tips/:number/tags', notes: ['tags changed'], fields: seen(12, { add: '화재' }) },
  {
    route: 'post /tips/:number/checks',
    notes: ['checked'],
    fields: seen(13, { item: '원본을 봤어요', done: 'on' }),
  },
  { route: 'post /tips/:number/checks', notes: ['unchecked'], fields: seen(14, { item: '원본을 봤어요' }) },
  {
    route: 'post /tips/:number/forwarding',
    notes: ['noted', 'forwarded'],
    fields: seen(15, { to: 'editor@newsroom.example', note: '봐 주세요' }),
  },
  {
    route: 'post /changes',
    notes: ['importance changed'],
    fields: { numbers: '1', change: 'importance', importance: '1' },
  },
  { route: 'post /changes/undo', notes: ['undone'], fields: lastChange },
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
  { route: 'post /tags', notes: ['tags changed'], fields: { tag: '화재', to: '불' } },
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
  {
    route: 'post /tips/:number/files/:id/disturbing',
    notes: ['marked disturbing'],
    fields: seen(19, { on: 'on' }),
  },
  { route: 'post /tips/:number/files/:id/disturbing', notes: ['unmarked disturbing'], fields: seen(20) },
  { route: 'post /tips/:number/block', notes: ['talk blocked'], fields: seen(21, { on: 'on' }) },
  { route: 'post /tips/:number/block', notes: ['talk unblocked'], fields: seen(22) },
  {
    route: 'post /tips/:number/messages',
    notes: ['answered'],
    fields: async desk => seen(23, { body: '영상을 써도 될까요?', seen: await lastMessage(desk) }),
  },
  { route: 'post /tips/:number/messages/:message/undo', notes: ['answer undone'] },
  {
    route: 'post /tips/:number/no-answer',
    notes: ['answer waived'],
    fields: async ({ world }) => {
      const written = { reader_at: world.clock() + 1 };
      await world.database.query.updateTable('tips').set(written).where('number', '=', 1).execute();
      return seen(25, { on: 'on' });
    },
  },
  { route: 'post /tips/:number/no-answer', notes: ['answer needed'], fields: seen(26) },
];

const ofDesk: readonly Step[] = [
  { route: 'post /topics', notes: ['topic made'], fields: { slug: 'fire', ...names } },
  { route: 'post /topics/:slug', notes: ['topic changed'], fields: seen(1, { ...names, name_en: 'Fires' }) },
  { route: 'post /topics', notes: ['topic made'], fields: { slug: 'smoke', ...names } },
  { route: 'post /topics/:slug/order', notes: ['topic changed'], fields: { move: 'down' } },
  { route: 'post /settings', notes: ['setting changed'], fields: seen(0, { NEWSROOM_NAME: '제보신문' }) },
  {
    route: 'post /ready-answers',
    notes: ['ready answer made'],
    fields: { name: '고마움', text_ko: '고마워요.' },
  },
  {
    route: 'post /ready-answers',
    notes: ['ready answer made'],
    fields: { name: '안부', text_ko: '다치신 데는 없으세요?' },
  },
  {
    route: 'post /ready-answers/:answer',
    notes: ['ready answer changed'],
    fields: seen(1, { name: '감사', text_ko: '고마워요.' }),
  },
  {
    route: 'post /ready-answers/:answer/order',
    notes: ['ready answer changed'],
    fields: { move: 'down' },
  },
  { route: 'post /ready-answers/:answer/removal', notes: ['ready answer removed'], fields: seen(1) },
  { route: 'get /history.csv', notes: ['history exported'] },
  { route: 'post /views', notes: [], fields: { name: '내 것', query: 'view=open' } },
  {
    route: 'post /views',
    notes: ['view shared'],
    fields: { name: '주말판', query: 'view=open', shared: 'on' },
  },
  {
    route: 'post /views/:view',
    notes: ['shared view changed'],
    fields: seen(1, { name: '주말', shared: 'on' }),
  },
  { route: 'post /views/:view/removal', notes: ['shared view removed'], fields: seen(2) },
];

const ofCalls: readonly Step[] = [
  {
    route: 'post /calls',
    notes: ['received', 'reminder set'],
    fields: { note: '전화로 들은 말', number: '010-9876-5432', call_back: '2026-12-01' },
  },
  {
    route: 'post /calls/earlier',
    notes: ['contacts searched', 'contact viewed'],
    fields: { number: '010-9876-5432' },
  },
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

async function codeOf({ world, agent }: Desk): Promise<Fields> {
  const { setup, key } = (await agent.post('/admin/account/app').accept('json').expect(200)).body;
  return { setup, code: codeAt(key, world.clock()) };
}

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
    notes: ['password set'],
    fields: { present: PASSWORD, password: 'another pass phrase for tests' },
  },
  { route: 'post /account/app/code', notes: ['second factor added', 'recovery codes made'], fields: codeOf },
  { route: 'post /account/recovery-codes', notes: ['recovery codes made'] },
  { route: 'post /account/app/end', notes: ['second factor removed'] },
];

const invitee = async ({ world: { database } }: Desk) =>
  database.query
    .selectFrom('staff')
    .select(['id', 'version'])
    .where('email', '=', 'new@newsroom.example')
    .executeTakeFirstOrThrow();

const seenOf = async (desk: Desk) => ({ version: String((await invitee(desk)).version ?? 1) });

const ofPeople: readonly Step[] = [
  { route: 'post /staff', notes: ['invited'], fields: { email: 'new@newsroom.example', role: 'editor' } },
  {
    route: 'post /staff/:person',
    notes: ['renamed', 'language changed', 'role changed'],
    fields: async desk => ({ ...(await seenOf(desk)), name: '김민지', role: 'reporter', language: 'en' }),
  },
  { route: 'post /staff/:person/invitation', notes: ['invited again'], fields: seenOf },
  {
    route: 'post /staff/:person/deactivation',
    notes: ['invitation taken back'],
    fields: async desk => ({ ...(await seenOf(desk)), tips: '0' }),
  },
  { route: 'post /staff/:person/reactivation', notes: ['brought back'], fields: seenOf },
  {
    route: 'post /account/profile',
    notes: ['renamed', 'language changed'],
    fields: { name: '편집장', language: 'ko' },
  },
  { route: 'post /logout', notes: ['signed out'] },
];

/** What notes nothing, and why that is right. */
export const UNNOTED: Readonly<Record<string, string>> = {
  'get /': 'shows no contact and no file; a search is noted, which is tested with it',
  'get /views': 'shows what is the newsroom’s own',
  'get /login': 'a form',
  'get /login/passkey': 'what a browser is to ask',
  'post /login/passkey': 'noted as a sign-in; tested with passkeys',
  'get /confirmation/passkey': 'what a browser is to ask',
  'get /account/passkeys': 'what a browser is to ask',
  'post /account/passkeys': 'noted as a factor that was added; tested with passkeys',
  'post /account/passkeys/end': 'noted as a factor that was removed; tested with passkeys',
  'get /login/second-factor': 'a form',
  'post /login/second-factor': 'noted as a sign-in; tested with the second factor',
  'get /account/second-factor': 'about nobody but who asks',
  'post /account/app': 'shows a secret that counts only once its code was typed',
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
  'get /help': 'about nobody',
  'get /keys': 'about nobody',
  'get /live': 'tells numbers of tips, and who of the staff looks at them',
  'get /live/list': 'shows what the list shows',
  'post /tips/:number/presence': 'nothing of it is ever kept',
  'get /staff': 'shows who works here, to admins',
  'get /staff/:person': 'shows who works here, to admins',
  'post /staff/:person/factor-reset':
    'noted as a second factor that was reset; tested with the second factor',
  'get /tags': 'shows names that staff gave, of tips that are seen',
  'get /ready-answers': 'shows what is the newsroom’s own',
  'get /ready-answers/:answer': 'shows what is the newsroom’s own',
  'get /tips/:number/ready-answers': 'shows no contact and no file',
  'post /tips/:number/ready-answers': 'what is typed, and nobody else sees',
  'get /topics': 'shows what is the newsroom’s own',
  'get /topics/:slug': 'shows what is the newsroom’s own',
  'get /tips/:number/forgetting': 'asks whether it is meant',
  'get /tips/:number/files/:id/thumbnail':
    'so small that it stands on the page, which tells that the tip was viewed',
  'get /tips/:number/files/:id/large': 'a page around the copy, which tells that it was viewed',
  'post /receipt': 'leads to the tip, which tells that it was viewed',
  'post /tips/:number/drafts': 'what nobody else sees',
  'get /calls': 'a form',
  'post /calls/drafts': 'what nobody else sees',
  'get /calls/written': 'the receipt of a tip, whose history tells who wrote it down',
  'post /account/mails': 'about nobody but who asks',
  'post /account/sessions': 'a name that nobody else sees',
};

export const STEPS = [...ofDesk, ...ofTips, ...ofCalls, ...ofMail, ...ofAccounts, ...ofPeople];
