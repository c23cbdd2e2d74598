import { sweepRetention } from '../../../src/tips/end/retention.ts';
import { DAY } from '../../support/clock.ts';
import type { Settings } from '../../support/settings.ts';
import { createTipWorld } from '../tip-world.ts';

type Row = Partial<{ state: string; outcome: string | null; state_since: number; reader_at: number | null }>;

/** A desk whose tips go by themselves, and what its sweeps do. */
export async function createRetentionWorld(settings: Settings = {}) {
  const world = await createTipWorld(settings);
  const { desk, clock, submit } = world;
  const { database } = desk;
  const set = (number: number, row: Row) =>
    database.write(trx => trx.updateTable('tips').set(row).where('number', '=', number).execute());
  const sweep = () => sweepRetention(desk);

  return {
    ...world,
    set,
    sweep,
    /** A tip in this state since now. */
    async tip(row: Row = {}) {
      const { number } = await submit({ message: '글' });
      await set(number, { state_since: clock(), ...row });
      return number;
    },
    /** Time goes by until then, and the desk looks every second day, and at last. */
    async goTo(time: number) {
      while (clock() < time) {
        clock.set(Math.min(time, clock() + 2 * DAY));
        await sweep();
      }
    },
    async hold(number: number) {
      const row = { tip: number, staff_id: world.viewer.staffId, at: clock(), reason: '소송' };
      await database.write(trx => trx.insertInto('holds').values(row).execute());
    },
    release: () => database.write(trx => trx.deleteFrom('holds').execute()),
    /** The tips that are forgotten, each with the rule. */
    async forgotten() {
      const rows = await database.query
        .selectFrom('forgettings')
        .select(['tip', 'rule'])
        .orderBy('tip')
        .execute();
      return rows.map(({ tip, rule }) => [tip, rule]);
    },
    /** How many tips each notice told of, and how many mails go out about it. */
    async notices() {
      const rows = await database.query.selectFrom('notices').selectAll().orderBy('at').execute();
      const mails = await database.query
        .selectFrom('outbox')
        .select('subject')
        .where('kind', '=', 'retention notice')
        .execute();
      return rows.map(({ id, tips, at }) => ({
        tips,
        at,
        mails: mails.filter(({ subject }) => subject === id).length,
      }));
    },
  };
}
