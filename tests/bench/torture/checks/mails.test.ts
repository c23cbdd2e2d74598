import { expect, test } from 'vitest';
import { complaintsAfter, createScene, forget, row, type Scene } from './scene.ts';

// Each promise that the torture looks at is broken here by hand, once: a check that does not see it could never fail.

test.each<[string, (scene: Scene) => unknown, string]>([
  [
    'a mail is of no tip',
    ({ taken }) => Object.assign(row(taken), { tip: 7 }),
    'is of tip 7, which is not there',
  ],
  [
    'a mail says another tip’s words',
    ({ taken }) => Object.assign(row(taken), { text: '' }),
    'is not of tip 1',
  ],
  [
    'a mail goes to another',
    ({ taken }) => Object.assign(row(taken), { to: 'other@newsroom.example' }),
    'of tip 1 went to other@newsroom.example',
  ],
  [
    'a mail carries another file',
    ({ taken }) => Object.assign(row(taken), { attached: [Buffer.from('other')] }),
    'carries a file that was not sent',
  ],
  [
    'a mail has another desk’s letters',
    ({ taken }) => Object.assign(row(taken), { letters: '' }),
    'half: mails have letters of 2 desks in their Message-IDs',
  ],
  ['a mail has not arrived', ({ taken }) => taken.pop(), 'lost: the mail of tip 1 to night@newsroom.example'],
  [
    'a mail is set aside',
    ({ kept }) => Object.assign(row(kept.outbox), { state: 'set aside' }),
    'half: the mail of tip 1 to desk@newsroom.example is set aside',
  ],
  ['a mail comes twice', ({ taken }) => taken.push(row(taken)), 'twice: mail tip-1.1: taken and settled'],
  [
    'a forgotten tip’s mail is owed',
    scene => {
      forget(scene);
      Object.assign(row(scene.kept.outbox), { state: 'owed' });
    },
    'half: a mail for forgotten tip 1 is owed',
  ],
  ['a mail is begun after the forgetting', forget, 'was begun after tip 1 was forgotten'],
])('where %s, that is told', async (_what, plant, complaint) => {
  expect(await complaintsAfter(plant)).toContainEqual(expect.stringContaining(complaint));
});

test('a mail that was seen to be settled is sent again by no later run, whatever was broken', async () => {
  const { ledger, taken, check } = await createScene();
  row(ledger.runs).endedAt = Date.now();
  expect(await check()).toEqual([]);
  ledger.begin(0);
  taken.push({ ...row(taken), run: 2 });
  expect(await check()).toEqual(['twice: mail tip-1.1: settled, and sent again in run 2']);
});

test('after one kill no more mails come again than can have been in hand', async () => {
  const { ledger, taken, check } = await createScene();
  row(ledger.runs).endedAt = Date.now();
  ledger.begin(0);
  const unsettled = Array.from({ length: 11 }, (_, at) => ({
    ...row(taken),
    id: String(at),
  }));
  taken.push(...unsettled, ...unsettled.map(mail => ({ ...mail, run: 2 })));
  expect(await check()).toContain('twice: 11 mails came again after the kill of run 1');
});

test('a second copy of a mail is twice, unless the mail server itself explains it', async () => {
  const { taken, check } = await createScene();
  const [first] = taken;
  taken.unshift({ ...row(taken), isAnswered: false });
  expect(await check()).toEqual([]);
  if (first) taken.push(first);
  expect(await check()).toEqual([expect.stringContaining('twice: mail tip-1.1: taken and settled')]);
});

test('a mail of the run before comes again only if a kill fell right behind it', async () => {
  const { ledger, taken, check } = await createScene();
  const run = row(ledger.runs);
  ledger.begin(0);
  taken.push({ ...row(taken), run: 2 });
  run.endedAt = Date.now();
  expect(await check()).toEqual([]);
  run.endedAt = Date.now() + 60_000;
  expect(await check()).toHaveLength(1);
});
