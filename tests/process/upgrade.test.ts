import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { whenDone } from '../support/cleanup.ts';
import { messagesOf } from '../support/sealed-tips.ts';
import { createServerProcess } from '../support/server-process.ts';
import { createSmtpPeer } from '../support/smtp.ts';

const SENDERS = 8;

test('a new process starts beside the old one under load, and every tip is answered, kept and mailed once', async () => {
  const smtp = await createSmtpPeer();
  const old = await createServerProcess({ smtp, settings: { DISK_RESERVE: '0', TIP_LIMIT: '0' } });
  const { PORT: _, ...shared } = old.settings;
  const young = await createServerProcess({ settings: shared });
  await old.start();
  const senders = startSenders(old.url);
  await senders.haveSent(20);

  await young.start();
  const leftTheOld = senders.turnTo(young.url);
  // Both serve now: what is still in hand at the old one ends there.
  await senders.haveSent(40);
  await leftTheOld;
  expect(await old.stop()).toBe(0);
  await senders.haveSent(60);
  const sent = await senders.end();

  const config = readConfig(young.settings);
  const database = await openDatabase(config.database, old.dataDir);
  whenDone(() => database.close());
  const bodies = await messagesOf({ config, database });
  const tips = await database.query.selectFrom('messages').select('tip').orderBy('tip').execute();
  const kept = tips.map(({ tip }, index) => ({ tip, body: bodies[index] }));
  expect(kept).toEqual(sent.toSorted((one, other) => one.tip - other.tip));
  const mailed = () =>
    smtp.mails.map(mail => Number(mail.parsed.headers.get('x-jebo-tip'))).sort((a, b) => a - b);
  await expect.poll(() => mailed().length).toBe(sent.length);
  expect(mailed()).toEqual(kept.map(({ tip }) => tip));
  expect(await young.stop()).toBe(0);
});

/** Each sends one tip after the other to wherever readers are sent just then, as by a proxy. Any answer but 201 fails. */
function startSenders(url: string) {
  let current = url;
  let isOver = false;
  const sent: { tip: number; body: string }[] = [];
  const inHand = new Map<object, Promise<void>>();

  const sendOne = async () => {
    const body = `제보 ${crypto.randomUUID()}`;
    const answer = await fetch(`${current}/tips`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams({ message: body, submission: crypto.randomUUID() }),
    });
    expect(answer.status).toBe(201);
    sent.push({ tip: Number((await answer.json()).number), body });
  };
  const send = async (sender: object) => {
    while (!isOver) {
      const one = sendOne();
      inHand.set(sender, one);
      await one;
      await wait(20);
    }
  };
  const all = Promise.all(Array.from({ length: SENDERS }, () => send({})));
  // A fault is told by whoever waits next.
  all.catch(() => {});

  return {
    async haveSent(count: number) {
      while (sent.length < count) await Promise.race([wait(20), all]);
    },
    /** Resolves when all that went to where they were before has been answered. */
    turnTo(next: string) {
      current = next;
      return Promise.all(inHand.values());
    },
    async end() {
      isOver = true;
      await all;
      return sent;
    },
  };
}
