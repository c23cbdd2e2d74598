import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { expect, test, vi } from 'vitest';
import { readKeyFile } from '../../src/backup/archive/age.ts';
import type { Place } from '../../src/backup/place.ts';
import { verifyBackup } from '../../src/backup/verify.ts';
import { readFormFields } from '../../src/channels/form/fields.ts';
import { toSubmission } from '../../src/channels/form/to-submission.ts';
import type { Config } from '../../src/config/config.ts';
import { type Context, closeContext, openContext } from '../../src/context.ts';
import { randomId } from '../../src/crypto/ids.ts';
import { deriveSecretKeys } from '../../src/crypto/keys.ts';
import { loadSecretKey, readSecretKey } from '../../src/crypto/secret-key.ts';
import { KEY_FINGERPRINT, readFact, WrongKey, writeFact } from '../../src/db/desk-facts.ts';
import { beginRotation, endRotation } from '../../src/db/key-rotation.ts';
import { mastersOfBefore, openAllMasters, readSealKeys } from '../../src/db/seal-keys.ts';
import { raiseLeastVersion } from '../../src/db/versions/least-version.ts';
import { findStored } from '../../src/files/sealed/find-stored.ts';
import { createLog } from '../../src/log.ts';
import { createKnownBrowsers } from '../../src/staff/sign-in/known-browsers.ts';
import { findTipByReceipt } from '../../src/tips/intake/receipt.ts';
import { receiveTip } from '../../src/tips/intake/receive-tip.ts';
import { keepDraft, loadDrafts } from '../../src/tips/work/notes/drafts.ts';
import { createClock } from '../support/clock.ts';
import { addViewer, createTipWorld } from '../tips/tip-world.ts';
import { backUpInto, databaseOf, emptyPlace, piecesOf, restoreFrom, unlock } from './backup-world.ts';

/** Each of these opens several desks. */
vi.setConfig({ testTimeout: 180_000 });

const otherKey = Buffer.alloc(32, 'another');
const withKey = <T extends Place>(place: T, key: Buffer | null): T => ({
  ...place,
  secretKey: key && { from: 'setting', key },
});

const clock = createClock();

/** A desk as a process opens it, for as long as `work` takes. */
async function atDesk<T>(place: Config, work: (desk: Context) => Promise<T>) {
  const desk = await openContext(place, { clock, log: createLog(() => {}), instruments: null });
  try {
    return await work(desk);
  } finally {
    await closeContext(desk);
  }
}

const submission = toSubmission(readFormFields({ message: '불이 났어요', submission: 'a-form-of-then' }), {
  lang: 'ko',
  timeZone: 'Asia/Seoul',
  now: clock(),
});

const film = randomBytes(200_000);

async function sendFile(desk: Context): Promise<string> {
  const taken = await desk.files.take(Readable.from([film], { objectMode: true }), film.length);
  if (taken === null) throw new Error('the file was too large');
  const sent = { ...submission, submission: null };
  await receiveTip(desk, sent, {
    taken: [{ ...taken, name: '영상.mp4', claimedType: 'video/mp4' }],
    uploaded: [],
  });
  return taken.id;
}

/** A desk that has been at work, and all that must be known and open wherever it is restored. */
async function deskAtWork(key: Buffer | null) {
  const place = withKey(await emptyPlace(), key);
  const account = { id: 'e', passwordHash: 'hash', email: 'editor@newsroom.example' };
  const left = await atDesk(place, async desk => {
    const { number, receipt } = await receiveTip(desk, submission);
    const viewer = await addViewer(desk, account.email);
    await keepDraft(desk, viewer, { number, body: '초안', draft: { id: randomId(), seen: 0 } });
    const browsers = createKnownBrowsers(desk.keys.knownBrowser, clock);
    const file = await sendFile(desk);
    return { file, number, receipt, viewer, browser: browsers.remember(account, null) };
  });

  const allIsKnown = (restored: Config) =>
    atDesk(restored, async desk => {
      const { number, receipt, viewer, browser } = left;
      expect(await findTipByReceipt(desk, viewer, receipt)).toBe(number);
      expect(await receiveTip(desk, submission)).toMatchObject({ number, receipt, repeated: true });
      const stored = await findStored(desk.database.query, left.file);
      expect(stored?.seal).not.toBeNull();
      if (stored !== null) expect((await buffer(desk.files.read(stored))).equals(film)).toBe(true);
      expect(await loadDrafts(desk, viewer, number)).toMatchObject([{ text: '초안' }]);
      const browsers = createKnownBrowsers(desk.keys.knownBrowser, clock);
      expect(browsers.nameFor(account, browser)).not.toBeNull();
    });
  return { place, allIsKnown };
}

const mastersIn = async (place: Place, key: Buffer) =>
  openAllMasters(await readSealKeys((await databaseOf(place)).query), deriveSecretKeys(key));

test.each([
  ['its own key', null],
  ['a key that is set', Buffer.alloc(32, 'set')],
])(
  'a desk with %s is restored onto another key, and all of before is known and opens',
  async (_what, key) => {
    const { place, allIsKnown } = await deskAtWork(key);
    const bytes = await backUpInto(place);
    expect(await verifyBackup(piecesOf(bytes), unlock)).toMatchObject({
      hasMasters: true,
      hasSecretKey: false,
    });

    const given = withKey(await emptyPlace(), otherKey);
    expect(await restoreFrom(bytes, given)).toMatchObject({ key: 'set' });
    expect(await readSecretKey(given.dataDir)).toBeNull();
    await allIsKnown(given);

    const own = withKey(await emptyPlace(), null);
    expect(await restoreFrom(bytes, own)).toMatchObject({ key: 'made' });
    const made = await readSecretKey(own.dataDir);
    expect(made).not.toBeNull();
    expect(made).not.toEqual(key ?? (await readSecretKey(place.dataDir)));
    await allIsKnown(own);
    // And from there once more, as from any desk.
    const third = withKey(await emptyPlace(), otherKey);
    await restoreFrom(await backUpInto(own), third);
    await allIsKnown(third);
  },
);

test('where a key lies in the data folder already, the restored desk opens with that one', async () => {
  const { place, allIsKnown } = await deskAtWork(null);
  const target = withKey(await emptyPlace(), null);
  const key = await loadSecretKey(null, target.dataDir);
  expect(await restoreFrom(await backUpInto(place), target)).toMatchObject({ key: 'set' });
  expect(await readSecretKey(target.dataDir)).toEqual(key);
  await allIsKnown(target);
});

test('after the key was changed all of before is known too, and in between either key makes a backup', async () => {
  const { place, allIsKnown } = await deskAtWork(Buffer.alloc(32, 'old'));
  const [old, next] = [place, withKey(place, otherKey)];
  const database = await databaseOf(place);
  await raiseLeastVersion(database, '0.3.0');
  const keys = { keys: deriveSecretKeys(Buffer.alloc(32, 'old')), next: deriveSecretKeys(otherKey), now: 1 };
  await beginRotation(database, keys);
  for (const from of [old, next]) {
    await allIsKnown(from);
    const target = withKey(await emptyPlace(), Buffer.alloc(32, 'third'));
    await restoreFrom(await backUpInto(from), target);
    await allIsKnown(target);
    expect(await readSealKeys((await databaseOf(target)).query)).toHaveLength(2);
  }
  await endRotation(database, keys.next);
  await allIsKnown(next);
  await expect(backUpInto(old)).rejects.toThrow('not the one of this desk');
  await expect(atDesk(old, async () => {})).rejects.toThrow(WrongKey);
});

test('no key and no master lies open outside of the backup’s own encryption, nor the secret key within', async () => {
  const { place } = await deskAtWork(null);
  const secret = await loadSecretKey(null, place.dataDir);
  const masters = await mastersIn(place, secret);
  const bytes = await backUpInto(place);
  for (const key of [secret, ...masters.map(master => master.key)])
    for (const form of [key, key.toString('base64'), key.toString('base64url'), key.toString('hex')])
      expect(bytes.includes(form)).toBe(false);
  const target = withKey(await emptyPlace(), otherKey);
  await restoreFrom(bytes, target);
  expect(await mastersIn(target, otherKey)).toEqual(masters);
  const rows = JSON.stringify(await readSealKeys((await databaseOf(target)).query));
  for (const { key } of masters) expect(rows).not.toContain(key.toString('base64url'));
});

test('a desk of before there were masters is backed up by what followed from its key then', async () => {
  const { place, desk } = await createTipWorld();
  const own = withKey(place, null);
  const key = await loadSecretKey(null, own.dataDir);
  await desk.database.write(async trx => {
    await trx.deleteFrom('seal_keys').execute();
    await writeFact(trx, KEY_FINGERPRINT, deriveSecretKeys(key).fingerprint);
  });
  const target = withKey(await emptyPlace(), otherKey);
  await restoreFrom(await backUpInto(own), target);
  const [lasting, current] = await mastersIn(target, otherKey);
  expect([lasting]).toEqual(mastersOfBefore(key));
  expect(current?.key).not.toEqual(key);
  const { query } = await databaseOf(target);
  expect(await readFact(query, KEY_FINGERPRINT)).toBe(deriveSecretKeys(otherKey).fingerprint);
});

test('a backup of before, which holds the secret key, opens with that one alone', async () => {
  const fixture = (name: string) => readFile(join(import.meta.dirname, '../fixtures', name));
  const [bytes, keyFile] = [await fixture('backup.age'), (await fixture('backup-key.txt')).toString()];
  const by = { unlock: { keys: readKeyFile(keyFile) } };
  await expect(restoreFrom(bytes, withKey(await emptyPlace(), otherKey), by)).rejects.toThrow(
    'SECRET_KEY is another key than that of the backup, which is an old one',
  );
  const place = withKey(await emptyPlace(), null);
  await loadSecretKey(null, place.dataDir);
  await expect(restoreFrom(bytes, place, by)).rejects.toThrow('secret.key in DATA_DIR is another key');
  await rm(join(place.dataDir, 'secret.key'));
  expect(await restoreFrom(bytes, place, by)).toMatchObject({ key: 'kept' });
  const key = await readSecretKey(place.dataDir);
  await atDesk(place, async ({ masters }) => expect(masters.current.id).toBe(1));
  expect((await mastersIn(place, key ?? otherKey))[0]).toEqual(mastersOfBefore(key ?? otherKey)[0]);
});

test('a desk whose key is not at hand is not backed up, because nobody could open what is restored', async () => {
  const { place } = await deskAtWork(null);
  await expect(backUpInto(withKey(place, otherKey))).rejects.toThrow('not the one of this desk');
  const path = join(place.dataDir, 'secret.key');
  const key = await readFile(path);
  await rm(path);
  await expect(backUpInto(place)).rejects.toThrow('The secret key of this desk is not here');
  // The backup has made none.
  expect(await readSecretKey(place.dataDir)).toBeNull();
  await writeFile(path, key);
  await backUpInto(place);
});
