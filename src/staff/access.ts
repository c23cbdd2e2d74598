import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Schema } from '../db/schema/schema.ts';
import { notFound, Refusal } from '../errors.ts';
import { type Lang, readLang } from '../i18n/lang.ts';
import type { OrUnknown } from '../unknown.ts';
import { DESK_ACTIONS, type DeskAction, TIP_ACTIONS, type TipAction } from './actions.ts';
import type { Named } from './called.ts';
import { type Role, readRole } from './roles.ts';

export type { DeskAction, TipAction };

/**
 * Who asks. Every question and change of staff takes one, and `toViewer` alone makes it. Whoever
 * has a role that this version does not know, as a newer one may have written it, has no right here.
 */
export type Viewer = Named & {
  staffId: string;
  /** In which their pages are; null: as their browser asks. */
  lang: Lang | null;
  role: OrUnknown<Role>;
  /** The slugs of those in whose team they are. */
  topics: readonly string[];
  /** What they may do with the desk as a whole. */
  desk: readonly DeskAction[];
};

type Called = { name?: string | null; lang?: string | null };
type ViewerRow = Called & { id: string; email: string; role: string; topics: readonly string[] };

export const toViewer = ({ id, email, name = null, lang = null, role, topics }: ViewerRow): Viewer => ({
  ...{ staffId: id, email, name, lang: readLang(lang), role: readRole(role), topics },
  desk: DESK_ACTIONS.filter(action => rightsOf(readRole(role))?.may.includes(action)),
});

type TopicFacts = {
  slug: string;
  /** Its tips are seen by its team and admins alone, whoever they are assigned to or mention. */
  isConfidential: boolean;
  /** Names and contacts of its tips are seen by its team and admins alone. */
  hidesContacts: boolean;
};

/** What rights depend on of a tip. `assignee` and `mentioned`: ids of staff. */
export type TipFacts = {
  number: number;
  topic: TopicFacts | null;
  assignee: string | null;
  mentioned: readonly string[];
};

type Tips = ExpressionBuilder<Schema, 'tips'>;

type Rights = {
  may: readonly (DeskAction | TipAction)[];
  /** The tips it is about: of one tip, and as a condition on rows of `tips`. The two must agree. */
  sees: (viewer: Viewer, tip: TipFacts) => boolean;
  visible: (viewer: Viewer, tips: Tips) => Expression<SqlBool>;
};

const FINDING = ['list tips', 'find by receipt', 'write down calls'] as const;

const RIGHTS: Readonly<Record<Role, Rights>> = {
  admin: {
    may: [...DESK_ACTIONS, ...TIP_ACTIONS],
    sees: () => true,
    visible: (_viewer, tips) => tips.lit(true),
  },
  editor: {
    may: [...FINDING, 'share views', 'see what goes', 'manage tags', 'manage ready answers', ...TIP_ACTIONS],
    sees: (viewer, tip) => !isConfidential(tip) || isOfTeam(viewer, tip),
    visible: (viewer, tips) => tips.or([tips.not(confidential(tips)), ofTeam(viewer, tips)]),
  },
  reporter: {
    may: [
      ...FINDING,
      ...(['see', 'see files', 'see contacts'] as const),
      ...(['add note', 'answer', 'change state', 'change topic', 'change importance'] as const),
      ...(['change reminder', 'change tags', 'change checks', 'take', 'forward'] as const),
    ],
    sees: (viewer, tip) => isOfTeam(viewer, tip) || (!isConfidential(tip) && isCalledTo(viewer, tip)),
    visible: (viewer, tips) => tips.or([...ofTeams(viewer, tips), isCalled(viewer, tips)]),
  },
};

const isConfidential = ({ topic }: TipFacts) => topic?.isConfidential ?? false;

const isOfTeam = ({ topics }: Viewer, { topic }: TipFacts) => topic !== null && topics.includes(topic.slug);

const isCalledTo = ({ staffId }: Viewer, { assignee, mentioned }: TipFacts) =>
  assignee === staffId || mentioned.includes(staffId);

// The same in SQL. None of them is ever null, for `not` of null is no yes.

const topicWith = (tips: Tips, flag: 'confidential' | 'hides_contacts'): Expression<SqlBool> =>
  tips.exists(
    tips
      .selectFrom('topics')
      .select('topics.slug')
      .whereRef('topics.slug', '=', 'tips.topic')
      .where(`topics.${flag}`, '=', 1),
  );

const confidential = (tips: Tips) => topicWith(tips, 'confidential');

export const ofTeam = (viewer: Viewer, tips: Tips): Expression<SqlBool> => tips.or(ofTeams(viewer, tips));

const openly = (tips: Tips) => tips.not(confidential(tips));

/** None where they are in no team. */
const ofTeams = ({ topics }: Viewer, tips: Tips): Expression<SqlBool>[] =>
  topics.length === 0
    ? []
    : [tips.and([tips('tips.topic', 'is not', null), tips('tips.topic', 'in', topics)])];

const isCalled = ({ staffId }: Viewer, tips: Tips): Expression<SqlBool> =>
  tips.and([
    tips.or([
      // In no index's words: an engine that went by it would have no order, and sort all that they ever had.
      tips(tips.fn.coalesce('tips.assignee', sql.lit('')), '=', staffId),
      tips.exists(mentionsOf(staffId, tips).whereRef('mentions.tip', '=', 'tips.number')),
    ]),
    openly(tips),
  ]);

export const mentionsOf = (staffId: string, tips: Tips) =>
  tips.selectFrom('mentions').select('mentions.tip').where('mentions.staff_id', '=', staffId);

const rightsOf = (role: Viewer['role']): Rights | null => (typeof role === 'string' ? RIGHTS[role] : null);

/** Whether this viewer may do this, with this tip. */
export function may(viewer: Viewer, action: DeskAction): boolean;
export function may(viewer: Viewer, action: TipAction, tip: TipFacts): boolean;
export function may(viewer: Viewer, action: DeskAction | TipAction, tip?: TipFacts): boolean {
  const rights = rightsOf(viewer.role);
  if (rights === null || !rights.may.includes(action)) return false;
  if (tip === undefined) return true;
  const isHidden = action === 'see contacts' && !seesContacts(viewer, tip);
  return rights.may.includes('see') && rights.sees(viewer, tip) && !isHidden;
}

const seesContacts = (viewer: Viewer, tip: TipFacts) =>
  viewer.role === 'admin' || !(tip.topic?.hidesContacts ?? false) || isOfTeam(viewer, tip);

/** Whether they see the tip once it is theirs, or a note calls them to it: nobody is called to what they may not see. */
export const seesOnceCalled = (viewer: Viewer, tip: TipFacts): boolean =>
  may(viewer, 'see', { ...tip, mentioned: [...tip.mentioned, viewer.staffId] });

/** What this viewer may do with the tip. */
export const actionsOn = (viewer: Viewer, tip: TipFacts): TipAction[] =>
  TIP_ACTIONS.filter(action => may(viewer, action, tip));

/** The condition on rows of `tips` that this viewer may see: for lists, counts and searches. */
export const visibleTo =
  (viewer: Viewer) =>
  (tips: Tips): Expression<SqlBool> => {
    const rights = rightsOf(viewer.role);
    return rights?.may.includes('see') ? rights.visible(viewer, tips) : tips.lit(false);
  };

/** Of those that `visibleTo` names, the ones whose names and contacts this viewer may see. */
export const contactsVisibleTo =
  (viewer: Viewer) =>
  (tips: Tips): Expression<SqlBool> => {
    if (!rightsOf(viewer.role)?.may.includes('see contacts')) return tips.lit(false);
    if (viewer.role === 'admin') return tips.lit(true);
    return tips.or([tips.not(topicWith(tips, 'hides_contacts')), ofTeam(viewer, tips)]);
  };

/** @throws {Refusal} `not-allowed` when this viewer may not do this. */
export function authorize(viewer: Viewer, action: DeskAction): void {
  if (!may(viewer, action)) throw notAllowed();
}

/**
 * Gives the tip back.
 * @throws {Refusal} `not-found` when there is none or the viewer may not see it, which must look the same; `not-allowed` when
 * they see it and may not do this.
 */
export function authorizeFor<Tip extends TipFacts>(
  viewer: Viewer,
  action: TipAction,
  tip: Tip | null | undefined,
): Tip {
  if (tip === null || tip === undefined || !may(viewer, 'see', tip)) throw notFound();
  if (!may(viewer, action, tip)) throw notAllowed();
  return tip;
}

const notAllowed = () => new Refusal({ code: 'not-allowed' });
