import { DESK_SETTINGS } from '../../../config/desk-config.ts';
import { staffPaths } from '../../../paths.ts';
import { VIEWS } from '../../../tips/list/views.ts';
import { done, version } from '../answers/any.ts';
import * as answers from '../answers/desk.ts';
import { tipList } from '../answers/tip.ts';
import type { Operation } from '../operation.ts';
import { viewOperations } from './views.ts';

const topicFields = {
  name_ko: 'Its name in Korean.',
  name_en: 'Its name in English.',
  hint_ko: 'What belongs to it, in Korean.',
  hint_en: 'What belongs to it, in English.',
  order: 'Where it stands among the others.',
  inbox: 'Addresses with commas between.',
  team: { says: 'E-mails of its team.', is: 'many' },
  confidential: '`on`: its team and admins alone see its tips.',
  hides_contacts: '`on`: its team and admins alone see contacts.',
  ended: '`on`: readers are not offered it.',
  retention_unused: 'Days, no more than the desk’s; empty: as the desk has it.',
  retention_used: 'The same of tips that became news.',
  retention_open: 'The same of tips that nobody has closed.',
} as const;

const historyFields = {
  person: 'An e-mail.',
  tip: "A tip's number.",
  kind: 'What was done.',
  from: 'A day of the desk, ISO 8601.',
  to: 'A day of the desk, ISO 8601.',
  after: 'As `next` has it.',
};

const listFields = {
  view: `One of ${VIEWS.map(view => `\`${view}\``).join(', ')}, or the name of a saved one; \`new\` unless said.`,
  q: 'Words, a number or a receipt.',
  state: 'A state.',
  outcome: 'An outcome.',
  topic: 'A slug.',
  channel: 'A channel.',
  assignee: 'An e-mail, `me` or `none`.',
  tag: 'Its name.',
  has: { says: '`media`, `file`, `contact`, `permission`: all that are asked for.', is: 'many' },
  unread: '`on`: by who asks.',
  from: 'A day of the desk, ISO 8601.',
  to: 'A day of the desk, ISO 8601; included.',
  day: 'The page that begins with this day, where tips are sorted by when they came and nothing is searched for.',
  sort: '`newest`, `oldest`, `changed` or `important`; a search is always newest first.',
  mark: 'As `next` has it.',
  before: 'As `next` has it.',
  after: 'As `previous` has it.',
} as const;

const leadsOn = { 303: { says: 'It is done.', leadsOn: true } } as const;

/** What staff ask about the desk as a whole. */
export const deskOperations: readonly Operation[] = [
  {
    method: 'get',
    path: staffPaths.all,
    says: 'The list, 50 to a page.',
    asks: 'staff',
    query: listFields,
    answers: { 200: { says: 'A page of it.', json: tipList } },
  },
  ...viewOperations,
  {
    method: 'get',
    path: staffPaths.live,
    says: 'News as they happen, as server-sent events: `tips` has the numbers that `came` and `changed`, of those that the asker may see; `presence` who else looks at a tip; after `again` anything may have happened.',
    asks: 'staff',
    answers: { 200: { says: 'A stream without end.', type: 'text/event-stream' } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/receipt`,
    says: 'Finds the tip of a receipt.',
    asks: 'staff',
    form: { receipt: 'The code.' },
    needs: ['receipt'],
    answers: { 303: { says: 'To the tip.', leadsOn: true } },
  },
  {
    method: 'get',
    path: `${staffPaths.all}/retention`,
    says: 'What goes by itself in the next 30 days, or what is held.',
    asks: 'staff',
    query: { view: '`held`, or what goes.', after: 'As `next` has it.', before: 'As `next` has it.' },
    answers: { 200: { says: 'A page of it.', json: answers.goingList } },
  },
  {
    method: 'get',
    path: `${staffPaths.all}/settings`,
    says: 'What admins may change, and what the environment has fixed.',
    asks: 'staff',
    answers: { 200: { says: 'All settings.', json: answers.settings } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/settings`,
    says: 'Changes what is sent, all of it or nothing. It asks to confirm.',
    asks: 'session',
    form: {
      version: 'The version that was seen.',
      ...Object.fromEntries(DESK_SETTINGS.map(name => [name, 'As in .env.example.'])),
    },
    needs: ['version'],
    answers: { 200: { says: 'The new version.', json: version } },
  },
  {
    method: 'get',
    path: `${staffPaths.all}/topics`,
    says: 'All topics.',
    asks: 'staff',
    answers: { 200: { says: 'In their order.', json: answers.topicList } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/topics`,
    says: 'Makes a topic.',
    asks: 'staff',
    form: { slug: 'Its name in addresses.', ...topicFields },
    needs: ['slug', 'name_ko', 'name_en'],
    answers: { 201: { says: 'It is made.', json: answers.madeTopic } },
  },
  {
    method: 'get',
    path: `${staffPaths.all}/topics/:slug`,
    says: 'One topic.',
    asks: 'staff',
    answers: { 200: { says: 'The topic.', json: answers.topic } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/topics/:slug`,
    says: 'Changes a topic, of which all fields but `order` are needed. It asks to confirm.',
    asks: 'session',
    form: { version: 'The version that was seen.', ...topicFields },
    needs: ['version', 'name_ko', 'name_en'],
    answers: { 200: { says: 'The new version.', json: version } },
  },
  {
    method: 'post',
    path: `${staffPaths.all}/topics/:slug/order`,
    says: 'A topic changes places with the one before it, or behind.',
    asks: 'staff',
    form: { move: '`up` or `down`.' },
    needs: ['move'],
    answers: done,
  },
  {
    method: 'get',
    path: `${staffPaths.all}/history`,
    says: 'Who did what and when, the latest first, 100 to a page.',
    asks: 'staff',
    query: historyFields,
    answers: { 200: { says: 'A page of it.', json: answers.historyList } },
  },
  {
    method: 'get',
    path: `${staffPaths.all}/history.csv`,
    says: 'All of the same as a table. That it was taken stands in the history.',
    asks: 'staff',
    query: historyFields,
    answers: { 200: { says: 'In UTF-8.', type: 'text/csv' } },
  },
  ...(
    [
      ['retry', 'Tries mail again that is stuck.'],
      ['test', 'Mails a test to each address of the inbox.'],
      ['test/give-up', 'Gives up those tests that were not taken.'],
    ] as const
  ).map(([path, says]): Operation => {
    return { method: 'post', path: `${staffPaths.all}/mail/${path}`, says, asks: 'staff', answers: leadsOn };
  }),
];
