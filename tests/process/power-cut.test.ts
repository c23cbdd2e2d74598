import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createUploads } from '../../src/files/uploads/uploads.ts';
import { loadTip } from '../../src/tips/read/load.ts';
import { type Answer, watchDisk } from '../support/power-cut.ts';
import { filesOf, mastersOf } from '../support/sealed-files.ts';
import { notesOf } from '../support/sealed-tips.ts';
import { ON_DISK } from '../support/settings.ts';
import { createWorld } from '../support/world.ts';

const MB = 1024 * 1024;
const TUS = { 'Tus-Resumable': '1.0.0' };
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

async function createFragileWorld() {
  const world = await createWorld({ settings: { SMTP_URL: '', ...ON_DISK } });
  const disk = await watchDisk(world.dataDir);
  // Folders that were made before anybody watched are there; what is written from now on must be synced.
  await world.restart();
  const answersTo = (method: string, path: RegExp) =>
    disk.answers.filter(answer => answer.method === method && path.test(answer.path));
  // Its key was written before anybody watched.
  const known = { masters: await mastersOf(world.config, world.database) };
  return { world, disk, answersTo, known };
}

/** Looks at what a power cut has left, as the desk would at its next start. */
async function after<T>(folder: string, look: (database: Database) => Promise<T>): Promise<T> {
  const database = await openDatabase({ engine: 'sqlite' }, folder);
  try {
    return await look(database);
  } finally {
    await database.close();
  }
}

test('cut at the moment when the answer leaves, the power takes neither the tip, nor its files, nor the mail that is owed', async () => {
  const { world, disk, answersTo, known } = await createFragileWorld();
  const photo = randomBytes(300_000);
  const posts = Array.from({ length: 10 }, (_, index) =>
    world.request
      .post('/tips')
      .set('Accept', 'application/json')
      .field('message', `제보 ${index}`)
      .attach('files', Buffer.concat([photo, Buffer.from([index])]), '사진.jpg'),
  );
  const numbers = new Map((await Promise.all(posts)).map(({ body }, index) => [body.number, index]));
  expect(numbers.size).toBe(10);
  const answers = answersTo('POST', /^\/tips/);
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(201));

  // Of each answer, the tip that it told of: the first one tells of at least one, the last of all ten.
  const kept = await Promise.all(
    answers.map(async answer => {
      const folder = await disk.afterCut(answer.disk);
      return after(folder, async database => {
        const found = await database.query.selectFrom('tips').select('number').orderBy('number').execute();
        const { files, masters } = await filesOf({ ...world.config, dataDir: folder }, database, known);
        for (const { number } of found) {
          const tip = await loadTip({ database, masters, settings: world.config }, number);
          const [file] = tip?.kept ? tip.files : [];
          expect(tip).toMatchObject({ message: `제보 ${numbers.get(number)}` });
          if (file === undefined) throw new Error('its file is gone');
          expect(sha256(await buffer(files.read(file)))).toBe(file.sha256);
          const owed = database.query
            .selectFrom('outbox')
            .select('kind')
            .where('subject', '=', String(number));
          expect(await owed.execute()).toEqual([{ kind: 'tip mail' }]);
        }
        return found.length;
      });
    }),
  );
  for (const [index, count] of kept.entries()) expect(count).toBeGreaterThan(index);
});

test('of an upload all that was told to have arrived is there after a power cut, and it goes on to the same file', async () => {
  const { world, disk, answersTo, known } = await createFragileWorld();
  const bytes = randomBytes(40 * MB);
  const begun = await world.request.post('/uploads').set({ ...TUS, 'Upload-Length': String(bytes.length) });
  const url = String(begun.headers['location']);
  const send = (from: number, to: number) =>
    world.request
      .patch(url)
      .set({ ...TUS, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(from) })
      .send(bytes.subarray(from, to))
      .expect(204);
  await send(0, 5 * MB);
  const long = send(5 * MB, 39 * MB).then();
  const inTheMiddle: Answer['disk'][] = [];
  const arrived = async () =>
    (await world.database.query.selectFrom('uploads').select('arrived').execute())[0];
  for (let last = 5 * MB; last < 39 * MB; await wait(5)) {
    const now = (await arrived())?.arrived ?? 0;
    if (now > last) inTheMiddle.push(disk.now());
    last = now;
  }
  await long;

  const told = answersTo('PATCH', /^\/uploads/).map((answer, index) => ({
    disk: answer.disk,
    least: [5, 39][index] ?? 0,
  }));
  expect(told).toHaveLength(2);
  for (const cut of [...inTheMiddle.map(disk => ({ disk, least: 5 })), ...told]) {
    const folder = await disk.afterCut(cut.disk);
    await after(folder, async database => {
      const sealed = await filesOf({ ...world.config, dataDir: folder }, database, known);
      const uploads = createUploads({ database, ...sealed, clock: Date.now });
      const { arrived = 0 } = (await uploads.find(url.slice(-32))) ?? {};
      expect(arrived).toBeGreaterThanOrEqual(cut.least * MB);
      await uploads.proceed(url.slice(-32), arrived, Readable.from([bytes.subarray(arrived)]));
      expect((await uploads.find(url.slice(-32)))?.sha256).toBe(sha256(bytes));
    });
  }
});

test('what staff did is there after a power cut once they were told so', async () => {
  const { world, disk, answersTo } = await createFragileWorld();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const staff = await world.signIn();
  await staff.post('/admin/tips/1/notes').type('form').send({ body: '확인했어요' }).expect(303);
  const [answer] = answersTo('POST', /\/tips\/1\/notes$/);
  if (answer === undefined) throw new Error('no answer was seen');
  const notes = await after(await disk.afterCut(answer.disk), database =>
    notesOf({ config: world.config, database }),
  );
  expect(notes).toMatchObject([{ body: '확인했어요' }]);
});

test('no mail counts as kept before a power cut would leave it whole', async () => {
  const { world, disk } = await createFragileWorld();
  for (let index = 0; index < 5; index++)
    await world.request
      .post('/tips')
      .type('form')
      .send({ message: `제보 ${index}` })
      .expect(303);
  const states = async () =>
    (await world.database.query.selectFrom('outbox').select('state').execute()).map(({ state }) => state);
  for (let done = 0; done < 5; await wait(5)) {
    const left = disk.now();
    const folder = await disk.afterCut(left);
    const settled = await after(folder, database =>
      database.query.selectFrom('outbox').select('subject').where('state', '=', 'done').execute(),
    );
    const mails = await readdir(join(folder, 'mail')).catch(() => []);
    for (const { subject } of settled) {
      const name = mails.find(mail => mail.startsWith(`tip-${subject}.`) && mail.endsWith('.eml'));
      expect(await readFile(join(folder, 'mail', String(name)), 'utf8')).toContain(`X-Jebo-Tip: ${subject}`);
    }
    done = settled.length;
    expect((await states()).length).toBe(5);
  }
});
