import type { Insertable, Selectable } from 'kysely';
import type { Context } from '../../../src/context.ts';
import type { Schema } from '../../../src/db/schema/schema.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Filter, Having, Sort } from '../../../src/tips/list/filter.ts';
import type { View } from '../../../src/tips/list/views.ts';
import { hashOfTag, sealTag } from '../../../src/tips/tags/tag.ts';
import type { Turn } from '../../../src/tips/turns.ts';
import { bareTip } from '../../support/bare-tip.ts';

const HOUR = 60 * 60_000;

/** A tip as a plain reading of all rows knows it. */
export type MadeTip = Selectable<Schema['tips']> & {
  has: readonly Having[];
  viewed: boolean;
  mentioned: boolean;
  tagged: boolean;
};

/** Tips of all kinds, one an hour up to now; `me` and another have some of them. No two lists of kinds are in step. */
export async function makeTips(
  { database, clock, masters }: Pick<Context, 'database' | 'clock' | 'masters'>,
  [me, other]: readonly [string, string],
  count: number,
): Promise<MadeTip[]> {
  const now = clock();
  const day = (offset: number) => new Date(now + offset * 24 * HOUR).toISOString().slice(0, 10);
  const tip = (index: number): Insertable<Schema['tips']> => {
    const one = <T>(...of: readonly T[]) => of[(Math.imul(index + 1, 0x9e3779b1) >>> 16) % of.length];
    const received = now - (count - index) * HOUR;
    const state = one('new', 'new', 'open', 'closed', 'parked');
    return {
      ...bareTip(),
      ...{ received_at: received, state: state ?? 'new', state_since: received },
      outcome: index % 3 === 0 ? (one('used', 'spam', 'not for us') ?? null) : null,
      topic: [null, null, 'open', 'secret'][index % 4] ?? null,
      assignee: [null, me, other][Math.floor(index / 2) % 3] ?? null,
      importance: [0, 0, 0, 1, 2][Math.floor(index / 3) % 5] ?? 0,
      remind_on: index % 9 === 0 ? day((index % 5) - 2) : null,
      reader_at: index % 6 === 0 ? received + HOUR : received,
      staff_at: index % 12 === 0 ? received + (index % 36 === 0 ? HOUR / 2 : 2 * HOUR) : null,
      no_answer_at: index % 18 === 0 ? received + HOUR : null,
      talk_ended: index % 24 === 6 ? 'closed' : null,
      changed_at: index % 5 === 0 ? now - (index % 40) * HOUR : null,
      forgotten_at: index % 17 === 0 ? now : null,
      consent_media: index % 4 === 1 ? 1 : 0,
    };
  };
  await database.write(async trx => {
    for (const [slug, confidential] of [
      ['open', 0],
      ['secret', 1],
    ] as const)
      await trx
        .insertInto('topics')
        .values({ ...TOPIC, slug, confidential })
        .execute();
    for (let index = 0; index < count; index += 1) await trx.insertInto('tips').values(tip(index)).execute();
  });
  const rows = await database.query.selectFrom('tips').selectAll().orderBy('number').execute();
  const all = rows.map((row, index): MadeTip => {
    const having: Record<Having, boolean> = {
      file: index % 3 === 0,
      media: index % 6 === 0,
      contact: index % 5 < 2,
      permission: row.consent_media === 1 && row.forgotten_at === null,
    };
    const has = (['media', 'file', 'contact', 'permission'] as const).filter(name => having[name]);
    return { ...row, has, viewed: index % 7 < 3, mentioned: index % 11 === 0, tagged: index % 13 < 2 };
  });
  await database.write(async trx => {
    await trx
      .insertInto('tags')
      .values({ ...sealTag(masters, 'fire', '화재'), name_hash: hashOfTag(masters, '화재') })
      .execute();
    for (const { number, has, viewed, mentioned, tagged } of all) {
      const id = `${number}`;
      if (has.includes('file'))
        await trx
          .insertInto('files')
          .values({ ...FILE, id, tip: number, media: has.includes('media') ? 1 : 0 })
          .execute();
      if (has.includes('contact'))
        await trx
          .insertInto('contacts')
          .values({ ...CONTACT, id, tip: number })
          .execute();
      if (mentioned) await trx.insertInto('mentions').values({ id, tip: number, staff_id: me }).execute();
      if (tagged) await trx.insertInto('tip_tags').values({ id, tip: number, tag: 'fire' }).execute();
      const looks = [{ tip: number, kind: 'viewed', staff_id: viewed ? me : other, at: now }];
      await trx.insertInto('events').values(looks).execute();
    }
  });
  return all;
}

const TOPIC = {
  position: 0,
  name_ko: '주제',
  name_en: 'Topic',
  hint_ko: '',
  hint_en: '',
  inbox: '',
  hides_contacts: 0 as const,
  version: 1,
};
const FILE = { position: 0, size: 1, sha256: '', claimed_type: '', name: '' };
const CONTACT = { way: 'phone', may_reply: 1 as const, typed: '', parsed: null };

/** The numbers of the tips that a list should show, in its order, by a plain reading of all. */
export function shownTo(viewer: Viewer, filter: Filter, all: readonly MadeTip[], now: number): number[] {
  const [today] = new Date(now + 9 * HOUR).toISOString().split('T');
  const shown = all.filter(
    tip => sees(viewer, tip) && isIn(filter.view, tip, viewer, today ?? '') && fits(filter, tip, viewer),
  );
  return shown.toSorted((one, two) => ORDERS[filter.sort](one, two)).map(({ number }) => number);
}

function sees({ role, topics, staffId }: Viewer, { topic, assignee, mentioned }: MadeTip): boolean {
  const ofTeam = topic !== null && topics.includes(topic);
  if (role === 'admin' || ofTeam) return true;
  return topic !== 'secret' && (role === 'editor' || assignee === staffId || mentioned);
}

function isIn(view: View, tip: MadeTip, { staffId }: Viewer, today: string): boolean {
  const isAtWork = tip.state !== 'closed';
  const isSpam = tip.state === 'closed' && tip.outcome === 'spam';
  const views: Record<View, boolean> = {
    new: tip.state === 'new',
    mine: isAtWork && tip.assignee === staffId,
    unassigned: isAtWork && tip.assignee === null,
    open: tip.state === 'open',
    answered: turnIn(tip) === 'replied' || turnIn(tip) === 'unanswered',
    due: isAtWork && tip.remind_on !== null && tip.remind_on <= today,
    closed: tip.state === 'closed' && !isSpam,
    spam: isSpam,
    all: true,
  };
  return views[view] && (view === 'all' || tip.forgotten_at === null);
}

function turnIn({ reader_at, staff_at, no_answer_at, ...tip }: MadeTip): Turn | null {
  if (tip.talk_ended !== null) return null;
  const [read, wrote] = [reader_at ?? tip.received_at, staff_at ?? tip.received_at];
  if (read > wrote && no_answer_at !== null && no_answer_at >= read) return null;
  if (read > wrote) return staff_at === null ? 'unanswered' : 'replied';
  return staff_at === null || tip.state === 'closed' ? null : 'waiting';
}

function fits(filter: Filter, tip: MadeTip, { staffId }: Viewer): boolean {
  const dayOf = new Date(tip.received_at + 9 * HOUR).toISOString().slice(0, 10);
  const { assignee } = filter;
  return (
    (filter.state === undefined || tip.state === filter.state) &&
    (filter.outcome === undefined || (tip.state === 'closed' && tip.outcome === filter.outcome)) &&
    (filter.topic === undefined || tip.topic === filter.topic) &&
    (filter.channel === undefined || tip.channel === filter.channel) &&
    (assignee === undefined || assignee === whoseOf(tip, staffId)) &&
    (filter.tag === undefined || (filter.tag === '화재' && tip.tagged)) &&
    (filter.talk === undefined || (filter.talk === turnIn(tip) && tip.forgotten_at === null)) &&
    filter.has.every(having => tip.has.includes(having)) &&
    (!filter.unread || (!tip.viewed && tip.forgotten_at === null)) &&
    (filter.from === undefined || dayOf >= filter.from) &&
    (filter.to === undefined || dayOf <= filter.to)
  );
}

/** As a filter calls whose it is. */
function whoseOf({ assignee }: MadeTip, me: string): string {
  if (assignee === null) return 'none';
  return assignee === me ? 'me' : 'other@newsroom.example';
}

const newest = (one: MadeTip, two: MadeTip) => two.number - one.number;
const changed = (tip: MadeTip) => tip.changed_at ?? tip.received_at;

const ORDERS: Readonly<Record<Sort, typeof newest>> = {
  newest,
  oldest: (one, two) => newest(two, one),
  changed: (one, two) => changed(two) - changed(one) || newest(one, two),
  important: (one, two) => two.importance - one.importance || newest(one, two),
};
