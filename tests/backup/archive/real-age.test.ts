import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readKeyFile } from '../../../src/backup/archive/age.ts';
import { verifyBackup } from '../../../src/backup/verify.ts';
import { loadTip } from '../../../src/tips/read/load.ts';
import { mastersOf } from '../../support/sealed-files.ts';
import { databaseOf, emptyPlace, filesIn, piecesOf, restoreFrom } from '../backup-world.ts';

// Encrypted by age itself (tests/fixtures/README.md). They also hold what a desk was when backups began, so that what
// was kept then can be restored for ever.

const fixture = (name: string) => readFile(join(import.meta.dirname, '../../fixtures', name));
const keys = readKeyFile((await fixture('backup-key.txt')).toString());

test('a backup that age itself has encrypted, for a key or with a passphrase, is read', async () => {
  const content = { rows: { tips: 2 }, files: { count: 4 }, hasSecretKey: true };
  expect(await verifyBackup(piecesOf(await fixture('backup.age')), { keys })).toMatchObject(content);
  const askPassphrase = async () => '가나다라 마바사';
  const byPassphrase = piecesOf(await fixture('backup-passphrase.age'));
  expect(await verifyBackup(byPassphrase, { askPassphrase })).toMatchObject(content);
});

test('the first backups are restored by this version, and brought forward', async () => {
  const place = { ...(await emptyPlace()), secretKey: null };
  const restored = await restoreFrom(await fixture('backup.age'), place, { unlock: { keys } });
  expect(restored).toMatchObject({ key: 'kept', nextTip: 1_003 });
  const database = await databaseOf(place);
  const tip = await loadTip(
    {
      database,
      settings: { newsroom: { timeZone: 'Asia/Seoul' } },
      masters: await mastersOf(place, database),
    },
    1,
  );
  expect(tip).toMatchObject({
    message: '역 앞에서 불이 났어요',
    contacts: [{ way: 'email', typed: 'hong@example.kr' }],
    files: [
      { name: 'phone.heic', inspection: { is: 'done', type: 'image/heic' } },
      { name: 'memo.txt', size: 48 },
    ],
  });
  const kept = tip?.kept ? tip.files.map(file => [file.id, file.sha256]) : [];
  expect(await filesIn(place)).toMatchObject(Object.fromEntries(kept));
});
