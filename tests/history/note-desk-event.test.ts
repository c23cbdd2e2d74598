import { expect, test } from 'vitest';
import { noteDeskEvent } from '../../src/history/note-desk-event.ts';
import { START } from '../support/clock.ts';
import { freshDatabase } from '../support/databases.ts';

test('what is about no tip stands in the history with whom it is about', async () => {
  const database = await freshDatabase();
  await database.write(trx =>
    noteDeskEvent(trx, { kind: 'role changed', by: null, at: START, subject: 'someone', detail: 'editor' }),
  );
  expect(await database.query.selectFrom('events').selectAll().execute()).toEqual([
    {
      ...{ id: 1, tip: null, kind: 'role changed', staff_id: null, at: START },
      ...{ file: null, subject: 'someone', detail: 'editor' },
    },
  ]);
});
