import { expect, test } from 'vitest';
import {
  actionsOn,
  authorize,
  authorizeFor,
  contactsVisibleTo,
  type DeskAction,
  may,
  type TipAction,
  type TipFacts,
  toViewer,
  type Viewer,
  visibleTo,
} from '../../src/staff/access.ts';
import { addStaff } from '../../src/staff/accounts/accounts.ts';
import { DESK_ACTIONS } from '../../src/staff/actions.ts';
import { ROLES } from '../../src/staff/roles.ts';
import { loadFacts } from '../../src/tips/read/load-facts.ts';
import { KINDS_OF_TIP, plantTopics, tipsOfAllKinds } from '../support/topics.ts';
import { createTipWorld } from '../tips/tip-world.ts';

const ME = 's';
const withRole = (role: string): Viewer =>
  toViewer({ id: ME, email: 'a@example.kr', role, topics: ['own', 'own-secret'] });

/** A role of a newer version, and none at all: to this version they are the same. */
const UNKNOWN = ['owner', ''];

type Kind = (typeof KINDS_OF_TIP)[number];

/** As `plantTopics` has them: of the viewer's teams and of others'. */
const TOPICS = {
  own: { slug: 'own', isConfidential: false, hidesContacts: false },
  other: { slug: 'other', isConfidential: false, hidesContacts: true },
  'own-secret': { slug: 'own-secret', isConfidential: true, hidesContacts: true },
  'other-secret': { slug: 'other-secret', isConfidential: true, hidesContacts: true },
};

const tip = (topic: keyof typeof TOPICS | null, more: Partial<TipFacts> = {}): TipFacts => ({
  ...{ number: 1, assignee: null, mentioned: [] },
  topic: topic && TOPICS[topic],
  ...more,
});

const TIPS: Readonly<Record<Kind, TipFacts>> = {
  'no topic': tip(null),
  'own topic': tip('own'),
  'other topic': tip('other'),
  'own confidential': tip('own-secret'),
  'other confidential': tip('other-secret'),
  assigned: tip(null, { assignee: ME }),
  'assigned, other topic': tip('other', { assignee: ME }),
  'assigned, other confidential': tip('other-secret', { assignee: ME }),
  mentioned: tip(null, { mentioned: ['x', ME] }),
  'mentioned, other confidential': tip('other-secret', { mentioned: [ME] }),
};

const ALL: readonly TipAction[] = [
  ...(['see', 'see files', 'see contacts', 'add note', 'answer', 'change state', 'change topic'] as const),
  ...(['take', 'change importance', 'change reminder', 'change tags', 'change checks', 'forward'] as const),
  ...(['assign', 'disclose', 'give up mail', 'send mail to inbox', 'hold', 'forget'] as const),
];
const WORK = ALL.slice(0, 13);
const without = (actions: readonly TipAction[], left: TipAction) => actions.filter(one => one !== left);

type Row = { desk: readonly DeskAction[]; tip: Readonly<Record<Kind, readonly TipAction[]>> };

const NOTHING: Row = {
  desk: [],
  tip: {
    'no topic': [],
    'own topic': [],
    'other topic': [],
    'own confidential': [],
    'other confidential': [],
    assigned: [],
    'assigned, other topic': [],
    'assigned, other confidential': [],
    mentioned: [],
    'mentioned, other confidential': [],
  },
};

/** Action × role × tip: what each may do; all else they may not. */
const TABLE: Readonly<Record<string, Row>> = {
  admin: {
    desk: [
      ...([
        'list tips',
        'find by receipt',
        'write down calls',
        'share views',
        'see what goes',
        'see warnings',
      ] as const),
      ...(['retry mail', 'send test mail', 'manage people', 'manage topics'] as const),
      ...(['manage tags', 'manage ready answers', 'change settings', 'see history'] as const),
    ],
    tip: {
      'no topic': ALL,
      'own topic': ALL,
      'other topic': ALL,
      'own confidential': ALL,
      'other confidential': ALL,
      assigned: ALL,
      'assigned, other topic': ALL,
      'assigned, other confidential': ALL,
      mentioned: ALL,
      'mentioned, other confidential': ALL,
    },
  },
  editor: {
    desk: [
      'list tips',
      'find by receipt',
      'write down calls',
      'share views',
      'see what goes',
      'manage tags',
      'manage ready answers',
    ],
    tip: {
      'no topic': ALL,
      'own topic': ALL,
      'other topic': without(ALL, 'see contacts'),
      'own confidential': ALL,
      'other confidential': [],
      assigned: ALL,
      'assigned, other topic': without(ALL, 'see contacts'),
      'assigned, other confidential': [],
      mentioned: ALL,
      'mentioned, other confidential': [],
    },
  },
  reporter: {
    desk: ['list tips', 'find by receipt', 'write down calls'],
    tip: {
      'no topic': [],
      'own topic': WORK,
      'other topic': [],
      'own confidential': WORK,
      'other confidential': [],
      assigned: WORK,
      'assigned, other topic': without(WORK, 'see contacts'),
      'assigned, other confidential': [],
      mentioned: WORK,
      'mentioned, other confidential': [],
    },
  },
  owner: NOTHING,
  '': NOTHING,
};

test('The table of rights has a row for each role, and for words that are none', () => {
  expect(Object.keys(TABLE)).toEqual([...ROLES, ...UNKNOWN]);
});

test.each(Object.entries(TABLE))('Role "%s" may do what the table says, and nothing else', (role, row) => {
  const viewer = withRole(role);
  expect(DESK_ACTIONS.filter(action => may(viewer, action))).toEqual(row.desk);
  const actions = KINDS_OF_TIP.map(kind => [kind, actionsOn(viewer, TIPS[kind])]);
  expect(Object.fromEntries(actions)).toEqual(row.tip);
});

test('An account of before there were roles is an admin’s', () => {
  expect(withRole('staff').role).toBe('admin');
});

/** A tip of each kind, for an account that is in the teams of its own topics. */
async function deskWithAllKinds() {
  const { desk, submit } = await createTipWorld();
  const me = await desk.database.write(trx =>
    addStaff(trx, { email: 'me@example.kr', passwordHash: null, now: 0 }),
  );
  await plantTopics(desk.database, me.id);
  const numbers = await tipsOfAllKinds(
    desk.database,
    me.id,
    async message => (await submit({ message })).number,
  );
  const withRole = (role: string) => toViewer({ ...me, role, topics: ['own', 'own-secret'] });
  return { query: desk.database.query, numbers, withRole };
}

test.each(Object.keys(TABLE))(
  'The rows and contacts that role "%s" sees in SQL are those it may see',
  async role => {
    const { query, numbers, withRole } = await deskWithAllKinds();
    const viewer = withRole(role);
    const facts = await Promise.all(Object.values(numbers).map(number => loadFacts(query, number)));
    const tips = facts.filter(tip => tip !== undefined);
    expect(tips).toHaveLength(KINDS_OF_TIP.length);
    const visible = query.selectFrom('tips').select('number').where(visibleTo(viewer)).orderBy('number');
    const numbersFor = (action: TipAction) =>
      tips.filter(tip => may(viewer, action, tip)).map(({ number }) => ({ number }));
    expect(await visible.execute()).toEqual(numbersFor('see'));
    expect(await visible.where(contactsVisibleTo(viewer)).execute()).toEqual(numbersFor('see contacts'));
  },
);

test('A tip that is not there and one that may not be seen are refused alike', () => {
  const refusalOf = (ask: () => unknown): unknown => {
    try {
      return ask();
    } catch (error) {
      return error;
    }
  };
  const hidden = refusalOf(() => authorizeFor(withRole('owner'), 'forget', tip(null)));
  const missing = refusalOf(() => authorizeFor(withRole('admin'), 'forget', undefined));
  const confidential = refusalOf(() => authorizeFor(withRole('editor'), 'forget', tip('other-secret')));
  for (const refusal of [hidden, missing, confidential])
    expect(refusal).toMatchObject({ reason: { code: 'not-found' } });
  expect(refusalOf(() => authorizeFor(withRole('reporter'), 'forget', tip('own')))).toMatchObject({
    reason: { code: 'not-allowed' },
  });
  expect(refusalOf(() => authorize(withRole('owner'), 'list tips'))).toMatchObject({
    reason: { code: 'not-allowed' },
  });
});
