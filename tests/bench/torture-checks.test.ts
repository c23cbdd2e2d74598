import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { createChance } from '../../bench/torture/chance.ts';
import { createLook } from '../../bench/torture/checks/look.ts';
import { createLedger, type Ledger, type SentTip } from '../../bench/torture/ledger.ts';
import type { Field } from '../../bench/torture/load/field.ts';
import { makeTip } from '../../bench/torture/load/made-tip.ts';
import { sendTip } from '../../bench/torture/load/send-tip.ts';
import type { TakenMail } from '../../bench/torture/smtp/taken-mail.ts';
import { readKept } from '../../bench/torture/stores/kept.ts';
import { INBOX, SECRET_KEY } from '../../bench/torture/world.ts';
import type { Database } from '../../src/db/database.ts';
import { createWorld, type World } from '../support/world.ts';

const attached = [
  { name: '사진.bin', type: 'application/octet-stream', bytes: Buffer.alloc(1_000, 'bytes') },
];

let world: World;
let ledger: Ledger;
let taken: TakenMail[];
let tip: SentTip;
let look: () => Promise<string[]>;

/** A desk with one tip, of which the ledger knows all. */
beforeEach(async () => {
  const key = { SECRET_KEY: SECRET_KEY.toString('base64'), NEWSROOM_INBOX: INBOX.join(',') };
  world = await createWorld({ settings: key });
  await world.smtp.goDown();
  ledger = createLedger(() => {});
  taken = [];
  tip = makeTip(createChance('a tip'), attached);
  ledger.begin(0);
  const { url } = world;
  const desk: Field['desk'] = { url, now: Date.now, latest: Date.now, whenUp: async () => {} };
  const signal = new AbortController().signal;
  await sendTip({ desk, ledger, signal, chance: createChance('a reader') }, { tip, attached });
  const store = { read: () => readKept(world.database.query), damages: async () => [] };
  const lookAt = createLook({ store, disk: { folder: world.dataDir }, ledger, peer: { taken } });
  look = async () => {
    await lookAt({ thoroughly: true });
    return ledger.violations.map(({ broken, what }) => `${broken}: ${what}`);
  };
});

const change = (work: (trx: Parameters<Parameters<Database['write']>[0]>[0]) => Promise<unknown>) =>
  world.database.write(async trx => void (await work(trx)));

const mail = (more: Partial<TakenMail>): TakenMail => ({
  id: '<tip-1.1@newsroom.example>',
  tip: 1,
  to: INBOX[0] ?? '',
  text: tip.mark,
  attached: [],
  date: Date.now(),
  takenAt: Date.now(),
  life: 1,
  isAnswered: true,
  ...more,
});

test('of a desk that has kept everything, nothing is complained of', async () => {
  expect(tip.answers.length).toBeGreaterThan(0);
  taken.push(mail({}));
  expect(await look()).toEqual([]);
});

test('a tip that was acknowledged and is not there is lost', async () => {
  const another: SentTip = { ...tip, mark: 'another', answers: [] };
  ledger.tips.push(another);
  ledger.answered(another, { number: 7, receipt: null });
  expect(await look()).toEqual(['lost: tip another (7)']);
});

test('a tip whose words are others, or whose mail is owed to nobody, is half', async () => {
  await change(trx => trx.updateTable('tips').set({ place: '부산' }).execute());
  await change(trx => trx.deleteFrom('outbox').where('position', '=', 2).execute());
  expect(await look()).toEqual([
    expect.stringMatching(/^half: tip 1 .*: what was said is .*부산/),
    expect.stringMatching(/^half: tip 1 has no mail for each address/),
  ]);
});

test('a file with other bytes is lost, and so is a note or a change of state that staff were told is done', async () => {
  const [file] = (await readKept(world.database.query)).files;
  const id = file?.id ?? '';
  await writeFile(join(world.dataDir, 'files', id.slice(0, 2), id), Buffer.alloc(1_000, 'other'));
  tip.notes.push({ body: '확인 중', is: 'acknowledged' });
  tip.changes.push({ kind: 'opened', version: 1, is: 'acknowledged' });
  expect(await look()).toEqual([
    'lost: tip 1: opened at version 1, found undefined',
    'lost: tip 1: note 확인 중',
    `lost: file ${id} of tip 1 holds other bytes`,
  ]);
});

test('what is forgotten, so staff were told, must be gone from the disk too', async () => {
  const [file] = (await readKept(world.database.query)).files;
  tip.forgetting = { is: 'acknowledged', at: Date.now(), life: 1 };
  expect(await look()).toContain(`half: file ${file?.id} of forgotten tip 1 is on the disk`);
});

test('a history that leaps, or a state that it does not tell of, is half', async () => {
  await change(trx => trx.updateTable('tips').set({ state: 'closed' }).execute());
  await change(trx =>
    trx.insertInto('events').values({ tip: 1, kind: 'reopened', staff_id: null, at: 0 }).execute(),
  );
  expect(await look()).toEqual([
    'half: tip 1: reopened while it was new',
    expect.stringMatching(/^half: tip 1: it is closed since/),
    'half: tip 1: it has version 1 after 1 changes',
    'half: tip 1: nobody asked for reopened at version 1',
  ]);
});

test('a second copy of a mail is twice, unless a kill, an outage or the mail server itself explains it', async () => {
  taken.push(mail({ isAnswered: false }), mail({}));
  expect(await look()).toEqual([]);
  taken.push(mail({}));
  expect(await look()).toEqual([
    expect.stringMatching(/^twice: mail <tip-1.1@newsroom.example>: taken and settled, and sent again/),
  ]);
});

test('a mail of the life before comes again only if a kill fell right behind it', async () => {
  const [first] = ledger.lives;
  if (first === undefined) throw new Error('there is a life');
  ledger.begin(0);
  taken.push(mail({}), mail({ life: 2 }));
  first.endedAt = Date.now();
  expect(await look()).toEqual([]);
  first.endedAt = Date.now() + 60_000;
  expect(await look()).toHaveLength(1);
});

test('a mail of a tip that is forgotten, begun after that, is half', async () => {
  tip.forgetting = { is: 'acknowledged', at: Date.now() - 5_000, life: 1 };
  taken.push(mail({}));
  expect(await look()).toContain('half: mail <tip-1.1@newsroom.example> was begun after tip 1 was forgotten');
});
