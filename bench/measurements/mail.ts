import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { createTransport } from 'nodemailer';
import { inTurn, type Row } from '../report/row.ts';
import { type Sink, startDesk, startSink, temporaryFolder } from '../servers.ts';

const ROUNDS = 3;
const MAILS = 2_000;
/** Of each part of a mail of the desk, text and HTML. */
const TEXT_BYTES = 470;
const HTML_BYTES = 5_100;

/** Mails that are owed, worked off, against nodemailer’s own pool sending as many of the same size. */
export async function measureMail(): Promise<Row[]> {
  const sink = await startSink();
  try {
    const { ours, other } = await inTurn(
      ROUNDS,
      () => workOff(sink),
      () => sendByPool(sink),
    );
    return [
      {
        what: 'mail sent',
        unit: 'a second',
        ours,
        against: { name: 'nodemailer’s pool', values: other },
        target: { is: 'at least', value: 0.8 },
      },
    ];
  } finally {
    await sink.stop();
  }
}

async function workOff(sink: Sink): Promise<number> {
  const folder = await temporaryFolder();
  await (await startDesk({ folder })).stop();
  oweMails(folder);
  const before = await sink.taken();
  const desk = await startDesk({ folder, smtpPort: sink.port });
  try {
    return await rateOf(sink, before);
  } finally {
    await desk.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** From the first that arrives to the last: how long a process takes to start, and a line to be greeted, is measured elsewhere. */
async function rateOf(sink: Sink, before: number): Promise<number> {
  const first = await takenBeyond(sink, before);
  const start = performance.now();
  const last = await takenBeyond(sink, before + MAILS - 1);
  return (last - first) / ((performance.now() - start) / 1_000);
}

async function takenBeyond(sink: Sink, count: number): Promise<number> {
  for (;;) {
    const taken = await sink.taken();
    if (taken > count) return taken;
    await wait(5);
  }
}

function oweMails(folder: string) {
  const database = new DatabaseSync(join(folder, 'jebo.db'));
  database.exec(`
    create temp table n as with recursive r(i) as (select 1 union all select i + 1 from r where i < ${MAILS}) select i from r;
    begin;
    insert into tips (number, channel, receipt_hash, lang, received_at, state, state_since, version, consent_contact, consent_media, headline)
      select i, 'form', i, 'ko', 1760000000000, 'new', 1760000000000, 1, 0, 0, '연기가 나고 있어요' from n;
    insert into messages (id, tip, direction, channel, at, body)
      select lower(hex(randomblob(16))), i, 'in', 'form', 1760000000000, '강남역 11번 출구 앞 건물에서 연기가 나고 있어요.' from n;
    insert into outbox (id, kind, subject, position, recipient, state, attempts, due, created_at)
      select lower(hex(randomblob(16))), 'tip mail', i, 1, 'desk@newsroom.example', 'owed', 0, 1760000000000, 1760000000000 from n;
    commit;
  `);
  database.close();
}

async function sendByPool(sink: Sink): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port: sink.port,
    secure: false,
    pool: true,
    maxConnections: 5,
  });
  const mail = {
    from: 'tips@newsroom.example',
    to: 'desk@newsroom.example',
    subject: '[제보 #1] 연기가 나고 있어요',
    text: '가'.repeat(TEXT_BYTES / 3),
    html: `<p>${'가'.repeat(HTML_BYTES / 3)}</p>`,
  };
  const before = await sink.taken();
  const sending = Promise.all(Array.from({ length: MAILS }, () => transport.sendMail(mail)));
  const [rate] = await Promise.all([rateOf(sink, before), sending]);
  transport.close();
  return rate;
}
