import { readCallFields } from '../../../src/channels/phone/fields.ts';
import { toCall } from '../../../src/channels/phone/to-call.ts';
import type { Context } from '../../../src/context.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import { readTip } from '../../../src/tips/read/read-tip.ts';
import type { TipFile } from '../../../src/tips/tip.ts';
import { writeDown } from '../../../src/web/staff/calls/calls.tsx';
import { createTipWorld } from '../tip-world.ts';

type How = { viewer?: Viewer; by?: Context; taken?: readonly TipFile[] };

/** A desk on which somebody writes calls down. */
export async function createCallWorld() {
  const world = await createTipWorld();
  const { desk, clock } = world;
  const { lang, timeZone } = desk.settings.newsroom;
  const { query } = desk.database;
  const count = async (table: 'tips' | 'messages' | 'contacts' | 'files') =>
    (await query.selectFrom(table).selectAll().execute()).length;
  return {
    ...world,
    write: (fields: Record<string, string>, { viewer = world.viewer, by = desk, taken = [] }: How = {}) =>
      writeDown(by, viewer, toCall(readCallFields(fields), { lang, timeZone, now: clock() }), {
        taken,
        uploaded: [],
      }),
    read: (number: number) => readTip(desk, world.viewer, number, { contacts: 'shown' }),
    counts: async () => ({
      ...{ tips: await count('tips'), messages: await count('messages') },
      ...{ contacts: await count('contacts'), files: await count('files') },
      /** Tips of which mails are owed. */
      mails: (
        await query.selectFrom('outbox').select('subject').distinct().where('kind', '=', 'tip mail').execute()
      ).length,
    }),
  };
}
