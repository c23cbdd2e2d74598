import { expect, test } from 'vitest';
import { bareTip } from '../support/bare-tip.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

const TOPIC = {
  ...{ slug: 'abuse', position: 0, name_ko: '갑질', name_en: 'Abuse', hint_ko: '', hint_en: '', inbox: '' },
  version: 1,
};

/** The tip comes to a topic of these rules. */
const movedTo =
  (rules: { confidential: 0 | 1; hides_contacts: 0 | 1 }) =>
  ({ database }: MailWorld) =>
    database.write(async trx => {
      const topic = { ...TOPIC, ...rules };
      await trx
        .insertInto('topics')
        .values(topic)
        .onConflict(conflict => conflict.doNothing())
        .execute();
      await trx.updateTable('tips').set({ topic: TOPIC.slug }).execute();
    });

/** While the mail of its tip waits for its turn, this comes about. */
async function mailThatWaits(world: MailWorld, meanwhile: (world: MailWorld) => Promise<unknown>) {
  const { database, mailer } = world;
  const { number } = await database.write(trx =>
    trx.insertInto('tips').values(bareTip()).returning('number').executeTakeFirstOrThrow(),
  );
  const told: string[] = [];
  world.start({
    ...mailer,
    async send(letter, ...rest) {
      told.push(letter.subject);
      await meanwhile(world);
      await mailer.send(letter, ...rest);
    },
  });
  const contact = { way: 'phone', typed: '010-1234-5678', parsed: null, mayReply: true } as const;
  await world.enqueueMail(aTip({ number, contacts: [contact] }));
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done', attempts: 1 }]));
  return told;
}

test('A tip that comes to a confidential topic while its mail waits is told by a notice', async () => {
  const peer = await createSmtpPeer();
  const world = await createMailWorld({ smtpUrl: peer.url });
  const told = await mailThatWaits(world, movedTo({ confidential: 1, hides_contacts: 1 }));
  expect(told).toHaveLength(2);
  expect(peer.mails).toHaveLength(1);
  expect(peer.mails[0]?.parsed.text).not.toContain('공장');
});

test('Contacts that are hidden while their mail waits do not stand in it', async () => {
  const peer = await createSmtpPeer();
  const world = await createMailWorld({ smtpUrl: peer.url });
  await mailThatWaits(world, movedTo({ confidential: 0, hides_contacts: 1 }));
  expect(peer.mails).toHaveLength(1);
  expect(peer.mails[0]?.parsed.text).toContain('공장');
  expect(peer.mails[0]?.parsed.text).not.toContain('1234');
});

test('An admin who has mails tell no contacts is heeded by those that wait', async () => {
  const peer = await createSmtpPeer();
  const world = await createMailWorld({ smtpUrl: peer.url });
  await mailThatWaits(world, async ({ config }) => Object.assign(config, { mailsContacts: false }));
  expect(peer.mails).toHaveLength(1);
  expect(peer.mails[0]?.parsed.text).toContain('공장');
  expect(peer.mails[0]?.parsed.text).not.toContain('1234');
});

test('A mail that is kept as a file goes by the rules of that moment, too', async () => {
  const world = await createMailWorld();
  const told = await mailThatWaits(world, movedTo({ confidential: 1, hides_contacts: 1 }));
  expect(told).toHaveLength(2);
  expect(told[1]).not.toContain('공장');
});
