import { expect, test } from 'vitest';
import { loadReaderNews } from '../../../src/tips/talk/load-news.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { sayPermission } from '../../../src/tips/talk/say-permission.ts';
import { passOn } from '../../../src/tips/talk/tell-newsroom.ts';
import { addViewer, createTipWorld } from '../tip-world.ts';

const INBOX = ['desk@newsroom.example', 'night@newsroom.example'];

/** A desk with one tip, of whose reader the newsroom hears by mail. */
async function createNewsWorld() {
  const world = await createTipWorld({ NEWSROOM_INBOX: INBOX.join(', ') });
  const { desk, clock, viewer, submit } = world;
  const { number } = await submit({ message: '역 앞에서 불이 났어요', consent_media: 'on' });
  const { database } = desk;
  return {
    ...world,
    number,
    add: (body: string) =>
      receiveMessage(desk, { number, id: null, body, attached: { taken: [], uploaded: [] } }),
    say: (use: 'yes' | 'unnamed' | 'no') => sayPermission(desk, { number, use }),
    give: (assignee: string | null) =>
      database.write(trx => trx.updateTable('tips').set({ assignee }).execute()),
    end: () =>
      database.write(trx =>
        trx.updateTable('staff').set({ ended_at: clock() }).where('id', '=', viewer.staffId).execute(),
      ),
    /** All that is due until then is tried, and fails. */
    fail: (until = clock()) =>
      database.write(trx =>
        trx
          .updateTable('outbox')
          .set({ attempts: 1 })
          .where('kind', '=', 'reader mail')
          .where('due', '<=', until)
          .execute(),
      ),
    /** The mails that are owed: what each would tell, to whom, and in how many milliseconds. */
    async owed() {
      const jobs = await database.query
        .selectFrom('outbox')
        .select(['subject', 'recipient', 'due'])
        .where('kind', '=', 'reader mail')
        .where('state', '=', 'owed')
        .orderBy('created_at')
        .orderBy('position')
        .execute();
      return Promise.all(
        jobs.map(async ({ subject, recipient, due }) => ({
          event: Number(subject),
          to: recipient ?? '',
          in: due - clock(),
          news: await loadReaderNews(desk, Number(subject), recipient ?? ''),
        })),
      );
    },
  };
}

test('what a reader says while their tip changes hands is told to whom it has come', async () => {
  const { desk, viewer, clock, add, give, owed } = await createNewsWorld();
  const other = await addViewer(desk, 'other@newsroom.example');
  await give(viewer.staffId);
  await add('하나');
  await give(other.staffId);
  clock.move(1_000);
  await add('둘');
  for (const { event, to } of await owed()) await passOn(desk, event, to);
  const told = (await owed()).filter(({ to }) => to === 'other@newsroom.example');
  expect(told.map(({ news }) => news?.content?.texts)).toEqual([['하나', '둘']]);
});

test('who gets a tip back while its mail waits hears of it, once', async () => {
  const { desk, viewer, add, give, owed } = await createNewsWorld();
  const other = await addViewer(desk, 'other@newsroom.example');
  await give(viewer.staffId);
  await add('하나');
  for (const assignee of [other, viewer]) {
    const [mail] = await owed();
    await give(assignee.staffId);
    for (let times = 0; times < 2; times += 1) await passOn(desk, mail?.event ?? 0, mail?.to ?? '');
  }
  expect((await owed()).map(({ to, news }) => [to, news?.content?.texts])).toEqual([
    [viewer.email, ['하나']],
  ]);
});

test('what a reader says of a tip whose assignee has left is told to the inbox', async () => {
  const { viewer, add, give, end, owed } = await createNewsWorld();
  await give(viewer.staffId);
  await end();
  await add('급해요');
  expect((await owed()).map(({ to, news }) => [to, news?.content?.texts])).toEqual(
    INBOX.map(to => [to, ['급해요']]),
  );
});

test('a mail that is tried again does not tell what the next one tells', async () => {
  const { viewer, clock, add, give, fail, owed } = await createNewsWorld();
  await give(viewer.staffId);
  await add('하나');
  await fail(clock() + 100_000);
  clock.move(1_000);
  await add('둘');
  expect((await owed()).map(({ news }) => news?.content?.texts)).toEqual([['하나'], ['둘']]);
});

test('that a reader takes a permission back is told at once, and that they give one soon', async () => {
  const { viewer, clock, say, give, fail, owed } = await createNewsWorld();
  await give(viewer.staffId);
  await say('unnamed');
  expect(await owed()).toMatchObject([
    { in: 0, news: { kind: 'permission changed', permission: 'unnamed' } },
  ]);
  await fail();
  clock.move(100_000);
  await say('yes');
  expect((await owed()).at(-1)).toMatchObject({ in: 90_000, news: { permission: 'yes' } });
  clock.move(1_000);
  await say('no');
  expect((await owed()).slice(1)).toMatchObject([{ in: 0, news: { permission: 'no' } }]);
});

test('a reader who changes their mind without end sends no more than a mail in a minute and a half', async () => {
  const { viewer, clock, say, give, fail, owed } = await createNewsWorld();
  await give(viewer.staffId);
  for (let time = 0; time < 10; time += 1) {
    await say(time % 2 === 0 ? 'no' : 'yes');
    await fail();
    clock.move(1_000);
  }
  expect((await owed()).map(told => told.in)).toEqual([-10_000, 81_000]);
});
