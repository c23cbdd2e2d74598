import type { ShownCheck } from '../../../views/staff/tip/work/tip-checks.tsx';
import type { ShownCall } from '../../tips/calls/call-note.ts';
import type { Forgetting } from '../../tips/end/proof.ts';
import {
  type FolderContacts,
  isAnyUnopened,
  type ShownKeptTip,
  type ShownTip,
  type TipFolder,
} from '../../tips/folder.ts';
import type { SavedCount, ViewCounts } from '../../tips/list/count-views.ts';
import { MOST_COUNTED } from '../../tips/list/counts.ts';
import type { ListPage } from '../../tips/list/list.ts';
import type { Said } from '../../tips/said.ts';
import { type Hold, isFileOpened, type KeptFile, type TipRow } from '../../tips/tip.ts';
import { isAnswered } from '../../tips/turns.ts';
import type { SavedView } from '../../tips/views/load-views.ts';
import { type OrUnknown, rawWord } from '../../unknown.ts';
import { neighbours, type ShownList } from './list/list-question.ts';

// What staff's pages are to other programs. Times are ISO 8601 in UTC; a word of a newer version stands as it is.

/** A page of the list; `next` and `previous` are addresses. */
export const listJson = (page: ListPage, asked: ShownList, views: CountedViews) => {
  const { next, previous } = neighbours(page, asked);
  return {
    tips: page.rows.map(rowJson),
    ...{ next, previous, counts: countsJson(views) },
    searched_to: page.found?.searchedTo ?? null,
  };
};

/** What the viewer can look at, and how much stands in each. */
type CountedViews = { counts: ViewCounts; saved: readonly SavedView[] };

/** By name; null of one that searches, which is not counted. */
const countsJson = ({ counts, saved }: CountedViews) =>
  Object.fromEntries<number | null>([
    ...counts.views,
    ...saved.map(({ id, name }) => [name, savedCount(counts.saved.get(id) ?? null)] as const),
  ]);

const savedCount = (count: SavedCount | null) => count && Math.min(count.count, MOST_COUNTED + 1);

const rowJson = (row: TipRow) => ({
  ...sharedJson(row),
  headline: row.headline,
  unopened: row.kept && row.headline === null,
  place: row.place,
  unread: row.unread,
  files: row.fileCount,
  reply_by: row.replyWays.map(rawWord),
  permission: row.permission,
  assignee: row.assignee?.email ?? null,
  tags: row.tags,
  importance: row.importance,
  changed_at: isoOf(row.changedAt),
  due: row.remindOn,
  /** Tips are not brought together yet. */
  incident: null,
});

/** All of one tip but its contacts, of which the ways alone are told. */
export function tipJson({ tip, ...folder }: TipFolder, checks: readonly ShownCheck[]) {
  const history = {
    events: folder.events.map(({ kind, at, by, file, moved, about, value }) => ({
      ...{ kind: rawWord(kind), at: isoOf(at), by: by?.email ?? null, file },
      ...moved,
      ...(about !== undefined && { about: about.email }),
      ...(value !== undefined && { value }),
    })),
    mails: folder.mails.map(({ recipient, attempts, state, at }) => {
      return { recipient, attempts, state: rawWord(state), at: isoOf(at) };
    }),
  };
  const shared = { ...sharedJson(tip), version: tip.version, ...history };
  if (!tip.kept) {
    const proof = folder.forgetting && proofJson(folder.forgetting);
    return { ...shared, headline: null, forgotten_at: isoOf(tip.forgottenAt), proof };
  }
  return {
    ...shared,
    ...contentJson(tip),
    ...waysJson(folder.contacts),
    publication: folder.publication?.article ?? null,
    duplicate_of: folder.duplicateOf,
    tags: folder.tags,
    checks: checks.map(({ item, done }) => ({
      ...{ item, by: done?.by.email ?? null, at: done && isoOf(done.at) },
    })),
    unopened: isAnyUnopened({ tip, ...folder }),
    hold: folder.hold && holdJson(folder.hold),
    assignee: folder.work.assignee?.email ?? null,
    importance: folder.work.importance,
    due: folder.work.remindOn,
    due_at: folder.going && isoOf(folder.going.due),
    messages: folder.messages.map(messageJson),
    notes: folder.notes.map(({ at, by, ...note }) => ({ ...note, by: by.email, at: isoOf(at) })),
    forgotten_at: null,
  };
}

/** `from`: an e-mail, or `reader`. */
const messageJson = ({ id, at, channel, body, files, answer, call }: Said) => ({
  ...{ id, from: answer === null ? 'reader' : (answer.by?.email ?? null) },
  ...{ channel: rawWord(channel), at: isoOf(at), body, files },
  way: answer && rawWord(answer.way),
  fate: answer?.fate ?? null,
  reason: answer?.reason ?? null,
  read_at: isoOrNull(answer?.readAt ?? null),
  taken_away_at: isoOrNull(answer?.takenAwayAt ?? null),
  call: call && callJson(call),
});

/** What staff noted beside what they wrote down. */
const callJson = ({ kind, direction, taker, started, ended, ...said }: ShownCall) => ({
  ...{ kind: rawWord(kind), direction: rawOrNull(direction), taker: taker?.email ?? null },
  started: started === null ? null : isoOf(started),
  ended: ended === null ? null : isoOf(ended),
  ...said,
});

function contentJson(tip: ShownKeptTip) {
  const { headline, title, place, message, happened, article, permission } = tip;
  return {
    ...{ headline, title, place, message, article, permission },
    happened: happened && { ...happened, at: happened.at === null ? null : isoOf(happened.at) },
    files: tip.files.map(fileJson),
    sent_files: tip.sentFiles.map(fileJson),
  };
}

function waysJson({ ways: all }: FolderContacts) {
  const ways = all.filter(({ mayReply }) => mayReply).map(({ way }) => rawWord(way));
  return { contacts: all.map(({ way }) => rawWord(way)), ways, reply_by: ways };
}

/** Who sent it, and how they are reached, for who asked for it; of a forgotten tip nothing. `parsed`: what was read of it. */
export const contactsJson = ({ contacts: { shown } }: TipFolder) => ({
  name: shown?.name ?? null,
  contacts: (shown?.list ?? []).map(({ way, typed, parsed, mayReply }) => {
    return { way: rawWord(way), typed, parsed, may_reply: mayReply };
  }),
});

const fileJson = ({ id, name, size, sha256, claimedType, disturbing }: KeptFile) =>
  isFileOpened({ sha256 })
    ? { id, name, size, sha256, type: claimedType, disturbing }
    : { id, name: null, size, sha256: null, type: null, disturbing };

/** Null where an older version forgot it. */
const proofJson = ({ by, rule, proof }: Forgetting) =>
  proof && {
    ...{
      by,
      rule: rawOrNull(rule),
      destroyed: proof.counts,
      digest: proof.digest,
      tip_digest: proof.tipDigest,
    },
    proved_at: proof.provedAt === null ? null : isoOf(proof.provedAt),
  };

const holdJson = ({ at, by, reason }: Hold) => ({ reason, by: by.email, at: isoOf(at) });

const sharedJson = (tip: ShownTip | TipRow) => ({
  number: tip.number,
  state: rawWord(tip.state.is),
  outcome: rawOrNull(tip.outcome),
  talk_ended: rawOrNull(tip.talkEnded),
  channel: rawWord(tip.channel),
  topic: tip.topic,
  received_at: isoOf(tip.receivedAt),
  answered: isAnswered(tip.turn),
  talk: tip.turn,
});

const rawOrNull = (word: OrUnknown<string> | null) => (word === null ? null : rawWord(word));

const isoOrNull = (instant: number | null) => (instant === null ? null : isoOf(instant));

const isoOf = (instant: number): string => new Date(instant).toISOString();
