import type { Config } from '../../config/config.ts';
import type { Query, Write } from '../../db/database.ts';
import { type Rule, TOPIC_RULES, type TopicRule } from './rules.ts';

export type Retention = Config['retention'];

const DAY = 24 * 60 * 60_000;

/** For how long topics keep their tips that have a time of their own, in milliseconds, by their slugs. */
export type OwnRetention = ReadonlyMap<string, Readonly<Record<TopicRule, number | null>>>;

/** It is read anew for each sweep and page: an admin may have changed it. */
export async function loadOwnRetention(query: Query | Write): Promise<OwnRetention> {
  const rows = await query
    .selectFrom('topics')
    .select(['slug', 'retention_unused', 'retention_used', 'retention_open'])
    .where(topic => topic.or(TOPIC_RULES.map(rule => topic(`retention_${rule}` as const, 'is not', null))))
    .orderBy('slug')
    .execute();
  const inDays = (days: number | null) => (days === null ? null : days * DAY);
  return new Map(
    rows.map(row => [
      row.slug,
      {
        unused: inDays(row.retention_unused),
        used: inDays(row.retention_used),
        open: inDays(row.retention_open),
      },
    ]),
  );
}

/** How tips of this topic are kept. */
export function retentionOf(desk: Retention, own: OwnRetention, topic: string | null): Retention {
  const kept = topic === null ? undefined : own.get(topic);
  if (kept === undefined) return desk;
  const [unused, used, open] = [
    keptFor(desk, 'unused', kept.unused),
    keptFor(desk, 'used', kept.used),
    keptFor(desk, 'open', kept.open),
  ];
  return { ...desk, unused, used, open };
}

/** Never longer than the desk's, which readers are promised, and never shorter than the newsroom is told before. */
const keptFor = (desk: Retention, rule: TopicRule, own: number | null): number =>
  own === null ? desk[rule] : Math.min(desk[rule], Math.max(own, desk.notice));

/** For so long, in milliseconds, tips are kept by one rule: those of one topic, or all but those of these. */
export type Period = {
  rule: Rule;
  kept: number;
  of: { topic: string } | { allBut: readonly string[] };
};

/** Each tip that goes by a rule is of one of them. */
export const periodsOf = (desk: Retention, own: OwnRetention): Period[] => [
  ...TOPIC_RULES.flatMap((rule): Period[] => {
    const topics = [...own].flatMap(([topic, kept]) => (kept[rule] === null ? [] : [topic]));
    return [
      { rule, kept: desk[rule], of: { allBut: topics } },
      ...topics.map(topic => ({ rule, kept: retentionOf(desk, own, topic)[rule], of: { topic } })),
    ];
  }),
  { rule: 'withdrawn', kept: desk.withdrawn, of: { allBut: [] } },
];

export const loadPeriods = async (query: Query | Write, desk: Retention): Promise<Period[]> =>
  periodsOf(desk, await loadOwnRetention(query));
