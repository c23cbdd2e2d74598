import { expect, test } from 'vitest';
import type { Place } from '../../src/backup/place.ts';
import { addNote } from '../../src/tips/note.ts';
import { kept, NASTY_STRINGS } from '../support/nasty-strings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTipWorld } from '../tips/tip-world.ts';
import { backUpInto, databaseOf, emptyPlace, filesIn, restoreFrom, rowsIn } from './backup-world.ts';

const onSqlite = async (place: Place): Promise<Place> => ({
  ...place,
  dataDir: await temporaryFolder(),
  database: { engine: 'sqlite' },
});

test('a desk moves from PostgreSQL to SQLite and back, with every row and every file', async () => {
  const { desk, viewer, place, submit, takeFile } = await createTipWorld();
  for (const message of NASTY_STRINGS) {
    const contact = { consent_contact: 'on', name: message.slice(0, 20), phone: '010-1234-5678' };
    const { number } = await submit({ message, title: message.slice(0, 50), ...contact }, [
      await takeFile(message, kept(message).slice(0, 30)),
    ]);
    await addNote(desk, viewer, { number, body: message });
  }
  const [rows, files] = [await rowsIn(desk.database), await filesIn(place.dataDir)];

  const small = await onSqlite(place);
  const down = await restoreFrom(await backUpInto(place), small);
  expect(down.manifest.engine).toBe('postgres');
  const smallDatabase = await databaseOf(small);
  expect(smallDatabase.engine).toBe('sqlite');
  expect(await rowsIn(smallDatabase)).toEqual(rows);
  expect(await filesIn(small.dataDir)).toEqual(files);

  const large = await emptyPlace();
  const up = await restoreFrom(await backUpInto(small), large);
  expect(up.manifest.engine).toBe('sqlite');
  const largeDatabase = await databaseOf(large);
  expect(largeDatabase.engine).toBe('postgres');
  expect(await rowsIn(largeDatabase)).toEqual(rows);
  expect(await filesIn(large.dataDir)).toEqual(files);
  expect(up.nextTip).toBe(down.nextTip);
});
