import { expect, test } from 'vitest';
import type { Place } from '../../src/backup/place.ts';
import { randomId } from '../../src/crypto/ids.ts';
import { keepDraft } from '../../src/tips/work/notes/drafts.ts';
import { addNote } from '../../src/tips/work/notes/note.ts';
import { kept, NASTY_STRINGS } from '../support/nasty-strings.ts';
import { createTipWorld } from '../tips/tip-world.ts';
import { backUpInto, databaseOf, emptyPlace, filesIn, restoreFrom, rowsIn } from './backup-world.ts';

const onSqlite = async (): Promise<Place> => ({
  ...(await emptyPlace()),
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
    await keepDraft(desk, viewer, { number, body: message, draft: { id: randomId(), seen: 0 } });
  }
  const [rows, files] = [await rowsIn(desk.database), await filesIn(place)];

  const small = await onSqlite();
  const down = await restoreFrom(await backUpInto(place), small);
  expect(down.manifest.engine).toBe('postgres');
  const smallDatabase = await databaseOf(small);
  expect(smallDatabase.engine).toBe('sqlite');
  expect(await rowsIn(smallDatabase)).toEqual(rows);
  expect(await filesIn(small)).toEqual(files);

  const large = await emptyPlace();
  const up = await restoreFrom(await backUpInto(small), large);
  expect(up.manifest.engine).toBe('sqlite');
  const largeDatabase = await databaseOf(large);
  expect(largeDatabase.engine).toBe('postgres');
  expect(await rowsIn(largeDatabase)).toEqual(rows);
  expect(await filesIn(large)).toEqual(files);
  expect(up.nextTip).toBe(down.nextTip);
});
