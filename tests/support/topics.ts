import { z } from 'zod';
import { randomId } from '../../src/crypto/ids.ts';
import type { Database } from '../../src/db/database.ts';

/** A tip for each way in which rights over it may go, as somebody sees them who is in the teams `own` and `own-secret`. */
export const KINDS_OF_TIP = [
  'no topic',
  'own topic',
  'other topic',
  'own confidential',
  'other confidential',
  'assigned',
  'assigned, other topic',
  'assigned, other confidential',
  'mentioned',
  'mentioned, other confidential',
] as const;
export type KindOfTip = (typeof KINDS_OF_TIP)[number];

const TOPIC_OF: Readonly<Record<KindOfTip, string | null>> = {
  'no topic': null,
  'own topic': 'own',
  'other topic': 'other',
  'own confidential': 'own-secret',
  'other confidential': 'other-secret',
  assigned: null,
  'assigned, other topic': 'other',
  'assigned, other confidential': 'other-secret',
  mentioned: null,
  'mentioned, other confidential': 'other-secret',
};

/** Four topics, two of them with this person in the team; the secret ones and `other` hide contacts. */
export async function plantTopics(database: Database, staffId: string): Promise<void> {
  const topic = (slug: string, position: number) => ({
    ...{
      slug,
      position,
      name_ko: `주제 ${slug}`,
      name_en: `Topic ${slug}`,
      hint_ko: '',
      hint_en: '',
      inbox: '',
    },
    confidential: slug.endsWith('-secret') ? (1 as const) : (0 as const),
    hides_contacts: slug === 'own' ? (0 as const) : (1 as const),
    version: 1,
  });
  await database.write(async trx => {
    const slugs = ['own', 'other', 'own-secret', 'other-secret'];
    await trx.insertInto('topics').values(slugs.map(topic)).execute();
    const members = ['own', 'own-secret'].map(slug => ({ id: randomId(), topic: slug, staff_id: staffId }));
    await trx.insertInto('topic_members').values(members).execute();
  });
}

/** The number of a tip of each kind; its message is the name of its kind. */
export async function tipsOfAllKinds(
  database: Database,
  staffId: string,
  send: (message: string) => Promise<number>,
): Promise<Record<KindOfTip, number>> {
  const numbers: Partial<Record<KindOfTip, number>> = {};
  for (const kind of KINDS_OF_TIP) {
    const number = await send(kind);
    numbers[kind] = number;
    await database.write(async trx => {
      const assignee = kind.startsWith('assigned') ? staffId : null;
      await trx
        .updateTable('tips')
        .set({ topic: TOPIC_OF[kind], assignee })
        .where('number', '=', number)
        .execute();
      if (!kind.startsWith('mentioned')) return;
      await trx.insertInto('mentions').values({ id: randomId(), tip: number, staff_id: staffId }).execute();
    });
  }
  return z.record(z.enum(KINDS_OF_TIP), z.number()).parse(numbers);
}
