import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { noFile, notFound } from '../../errors.ts';
import { readJobs } from '../../jobs/status.ts';
import { isStuck } from '../../jobs/stuck.ts';
import { maskResidentNumbers } from '../../resident-number.ts';
import { authorizeFor, type Viewer } from '../../staff/access.ts';
import { readWord } from '../../unknown.ts';
import { loadGoing } from '../end/going.ts';
import { readForgetting } from '../end/list-proofs.ts';
import type { FolderContacts, ShownTip, TipFolder } from '../folder.ts';
import { noteEvents } from '../history/events.ts';
import type { EventKind } from '../history/kinds.ts';
import { loadTags } from '../tags/load-tags.ts';
import { type Instant, KEPT_AS_FILE, type KeptFile, MAIL_STATES, type MailFate, type Tip } from '../tip.ts';
import { loadDrafts } from '../work/notes/drafts.ts';
import { seenOriginal } from '../work/original.ts';
import { loadFiles, loadTip } from './load.ts';
import { loadChecks } from './load-checks.ts';
import { loadEvents } from './load-events.ts';
import { loadFacts } from './load-facts.ts';
import { loadMessages } from './load-messages.ts';
import { loadNotes } from './load-notes.ts';
import { loadHold, loadPublication } from './load-reasons.ts';
import { loadWork } from './load-work.ts';

/** `shown`: asked for by a press, which the history tells. */
export type Asked = { residentNumbers: 'masked' | 'shown'; contacts: 'hidden' | 'shown' };

/**
 * All that the tip's page shows. That it was seen, and its contacts where they are shown, stands in the history from now on.
 * @throws {Refusal} as `authorizeFor`: to show contacts is another right than to see the tip.
 */
export async function readTip(
  context: Context,
  viewer: Viewer,
  number: number,
  { residentNumbers = 'masked', contacts = 'hidden' }: Partial<Asked> = {},
): Promise<TipFolder> {
  const { query } = context.database;
  const masks = createMasks(residentNumbers);
  const action = contacts === 'shown' ? 'see contacts' : 'see';
  const facts = authorizeFor(viewer, action, await loadFacts(query, number));
  const whole = await loadTip(
    context,
    number,
    masks.tell,
    contacts === 'shown' ? masks.tell : maskResidentNumbers,
  );
  if (whole === null) throw notFound();
  const { tip, ...source } = apart(whole, contacts);
  const messages = tip.kept ? await loadMessages(context, number, masks.tell) : [];
  const notes = await loadNotes(context, number, masks.tell);
  const isShown = residentNumbers === 'shown' && masks.haveMet();
  const seen = viewsOf(source.contacts, isShown);
  await context.database.write(async trx => {
    // Somebody may have moved it meanwhile to where this viewer does not see them.
    authorizeFor(viewer, action, await loadFacts(trx, number));
    await noteEvents(trx, number, seen, viewer, context.clock());
  });
  const hold = tip.kept ? await loadHold(context, number, masks.tell) : null;
  const isClosed = tip.kept && tip.state.is === 'closed';
  return {
    tip,
    ...source,
    facts,
    publication: isClosed ? await loadPublication(context, number) : null,
    duplicateOf: isClosed ? await seenOriginal(query, viewer, number) : null,
    tags: (await loadTags(context, [number])).get(number) ?? [],
    checks: await loadChecks(query, context, number),
    hold,
    work: await loadWork(query, number),
    going: tip.kept && hold === null ? await loadGoing(context, number) : null,
    messages,
    notes,
    drafts: tip.kept ? await loadDrafts(context, viewer, number) : [],
    residentNumbers: masks.haveMet() ? residentNumbers : 'none',
    forgetting: tip.kept ? null : await readForgetting(query, number),
    events: await loadEvents(query, number),
    mails: await loadMailFates(query, number),
  };
}

/** What is not asked for goes no further than here. */
function apart(whole: Tip, asked: Asked['contacts']): { tip: ShownTip; contacts: FolderContacts } {
  if (!whole.kept) return { tip: whole, contacts: NO_CONTACTS };
  const { name, contacts: list, ...tip } = whole;
  return {
    tip,
    contacts: {
      ways: list.map(({ way, mayReply }) => ({ way, mayReply })),
      mayHaveName: name !== null || tip.headline === null,
      areOpened: list.every(({ typed }) => typed !== null),
      shown: asked === 'shown' ? { name, list } : null,
    },
  };
}

const NO_CONTACTS: FolderContacts = { ways: [], mayHaveName: false, areOpened: true, shown: null };

function viewsOf({ shown }: FolderContacts, residentNumbersShown: boolean): EventKind[] {
  const showsContacts = shown !== null && (shown.list.length > 0 || shown.name !== null);
  return [
    'viewed',
    ...(showsContacts ? (['contact viewed'] as const) : []),
    ...(residentNumbersShown ? (['resident number viewed'] as const) : []),
  ];
}

/** `haveMet`: whether a text that was told has had a number in it. */
function createMasks(residentNumbers: Asked['residentNumbers']) {
  let met = false;
  return {
    tell(text: string): string {
      const masked = maskResidentNumbers(text);
      met ||= masked !== text;
      return residentNumbers === 'shown' ? text : masked;
    },
    haveMet: () => met,
  };
}

/**
 * A file of the tip, be it one that staff sent, by its id. That it was seen is noted apart (`noteFileViews`): seeking in a video asks many times for one view.
 * @throws {Refusal} as `authorizeFor`, and when the tip has no such file.
 */
export async function readTipFile(
  context: Context,
  viewer: Viewer,
  number: number,
  fileId: string,
): Promise<KeptFile> {
  const { query } = context.database;
  authorizeFor(viewer, 'see files', await loadFacts(query, number));
  const { fromReader, fromStaff } = await loadFiles(context, number, maskResidentNumbers);
  const file = [...fromReader, ...fromStaff].find(({ id }) => id === fileId);
  if (file === undefined) throw noFile();
  return file;
}

/**
 * All files that a tip's reader sent.
 * @throws {Refusal} as `authorizeFor`, and when the tip has no files.
 */
export async function readTipFiles(
  context: Context,
  viewer: Viewer,
  number: number,
): Promise<{ receivedAt: Instant; files: KeptFile[] }> {
  authorizeFor(viewer, 'see files', await loadFacts(context.database.query, number));
  const tip = await loadTip(context, number);
  if (!tip?.kept || tip.files.length === 0) throw noFile();
  return { receivedAt: tip.receivedAt, files: tip.files };
}

async function loadMailFates(query: Query, tip: number): Promise<MailFate[]> {
  const rows = await readJobs(query, { kind: 'tip mail', subject: tip });
  return rows.map(row => ({
    id: row.id,
    recipient: row.recipient ?? '',
    attempts: row.attempts,
    state: readWord(MAIL_STATES, row.state),
    at: row.settled_at ?? row.created_at,
    keptAsFile: row.outcome === KEPT_AS_FILE,
    lastError: row.last_error,
    isStuck: isStuck(row),
  }));
}
