import { randomId } from '../../../../src/crypto/ids.ts';
import { keepDraft } from '../../../../src/tips/work/notes/drafts.ts';
import { createTipWorld } from '../../tip-world.ts';

/** Three tips with a draft each, forgotten by an older version. */
export async function forgottenByOlder() {
  const world = await createTipWorld();
  const { desk, viewer, submit } = world;
  const numbers: number[] = [];
  for (const message of ['하나', '둘', '셋']) {
    const { number } = await submit({ message });
    await keepDraft(desk, viewer, { number, body: '글', draft: { id: randomId(), seen: 0 } });
    numbers.push(number);
  }
  await desk.database.write(trx => trx.updateTable('tips').set({ forgotten_at: 1 }).execute());
  const left = async () => {
    const rows = await desk.database.query.selectFrom('drafts').select('tip').orderBy('tip').execute();
    return rows.map(({ tip }) => tip);
  };
  return { desk, numbers, left };
}
