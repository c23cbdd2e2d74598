import { expect, test } from 'vitest';
import type { Context } from '../../../src/context.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import { loadReaderNews } from '../../../src/tips/talk/load-news.ts';
import { receiveMessage } from '../../../src/tips/talk/receive-message.ts';
import { changeReminder } from '../../../src/tips/work/remind.ts';
import { killedAtEach } from '../killed.ts';
import { createTipWorld, upload } from '../tip-world.ts';

const IDS = ['0f0e0d0c-0000-4000-8000-000000000001', '0f0e0d0c-0000-4000-8000-000000000002'] as const;

/** A desk with a tip that somebody has and looks at again later, and an upload of its reader. */
async function createReaderWorld() {
  const world = await createTipWorld();
  const { desk, viewer, submit, takeFile } = world;
  const { database } = desk;
  const { number } = await submit({ message: '역 앞에서 불이 났어요' });
  await changeReminder(desk, viewer, { number, version: 1, on: '2026-12-24' });
  await database.write(trx => trx.updateTable('tips').set({ assignee: viewer.staffId }).execute());
  const uploaded = [await upload(desk)];
  const rows = (table: 'outbox' | 'events', kind: string) =>
    database.query.selectFrom(table).select('id').where('kind', '=', kind).execute();
  return {
    ...world,
    number,
    /** As its reader sends it again: what is in the body comes anew, what was uploaded is named again. */
    async send(id: string, body: string, by: Context = desk) {
      const taken = [await takeFile('bytes', '사진.jpg', by)];
      return receiveMessage(by, { number, id, body, attached: { taken, uploaded } });
    },
    /** All that a message brings, each by its count. */
    async brought() {
      const { messages, tip, work } = await readTip(desk, viewer, number);
      const uploads = await database.query.selectFrom('uploads').select('id').execute();
      return {
        said: messages.slice(1).map(({ body, files }) => [body, files.length]),
        files: tip.kept ? tip.files.length : 0,
        uploads: uploads.length,
        events: (await rows('events', 'reader wrote')).length,
        mails: (await rows('outbox', 'reader mail')).length,
        inspections: (await rows('outbox', 'inspect file')).length,
        isWoken: work.remindOn !== '2026-12-24',
      };
    },
  };
}

const NOTHING = { said: [], files: 0, uploads: 1, events: 0, mails: 0, inspections: 0, isWoken: false };
const ALL = {
  ...{ said: [['더', 2]], files: 2, uploads: 0, events: 1, mails: 1, inspections: 2, isWoken: true },
};

test('a message whose process is killed at any step is there with all that it brings, once, or not at all', async () => {
  const { desk, send, brought } = await createReaderWorld();
  const seen = new Set<string>();
  const { end, deaths } = await killedAtEach(
    desk,
    by => send(IDS[0], '더', by),
    async () => {
      const now = await brought();
      expect([NOTHING, ALL]).toContainEqual(now);
      seen.add(JSON.stringify(now));
    },
  );
  expect([deaths, seen.size, end]).toEqual([2, 2, { repeated: true }]);
  expect(await brought()).toEqual(ALL);
});

test('one mail tells of two messages, wherever the second’s process is killed', async () => {
  const { desk, number, viewer, clock } = await createReaderWorld();
  const add = (id: string, body: string, by: Context = desk) =>
    receiveMessage(by, { number, id, body, attached: { taken: [], uploaded: [] } });
  const owed = () =>
    desk.database.query
      .selectFrom('outbox')
      .select(['subject', 'recipient'])
      .where('kind', '=', 'reader mail')
      .execute();
  await add(IDS[0], '하나');
  clock.move(60_000);
  await killedAtEach(
    desk,
    by => add(IDS[1], '둘', by),
    async () => expect(await owed()).toHaveLength(1),
  );
  const [mail] = await owed();
  expect(mail?.recipient).toBe(viewer.email);
  const news = await loadReaderNews(desk, Number(mail?.subject), viewer.email);
  expect(news?.content?.texts).toEqual(['하나', '둘']);
});
