import { TipPage } from '../../../../views/staff/tip/tip.tsx';
import type { ShownMail } from '../../../../views/staff/tip/tip-mails.tsx';
import { randomId } from '../../../crypto/ids.ts';
import { type Faults, Refusal } from '../../../errors.ts';
import { keptFor } from '../../../i18n/dates.ts';
import { say, sayEach } from '../../../i18n/reasons.ts';
import { readReason } from '../../../mail/smtp/smtp-reason.ts';
import { staffPaths } from '../../../paths.ts';
import { actionsOn } from '../../../staff/access.ts';
import { loadColleagues } from '../../../staff/accounts/colleagues.ts';
import { writerMark } from '../../../staff/sessions/writer-mark.ts';
import { loadRetention } from '../../../tips/end/going.ts';
import type { TipFolder } from '../../../tips/folder.ts';
import { CLOSING_OUTCOMES } from '../../../tips/outcomes.ts';
import { type Asked, readTip } from '../../../tips/read/read-tip.ts';
import { stepsFrom } from '../../../tips/states.ts';
import { isBlank } from '../../../tips/text.ts';
import type { MailFate } from '../../../tips/tip.ts';
import { loadTopics } from '../../../tips/topics/topic.ts';
import { NOTHING_BESIDE } from '../../../tips/typed-beside.ts';
import type { StaffContext } from '../context.ts';
import { change, tipNumber } from '../forms.ts';
import { contactsJson, tipJson } from '../json.ts';
import { readBack } from '../list/list-question.ts';
import { type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { readLeft, shownPlace } from './bar/place.ts';
import { changesSince } from './changes-since.ts';
import { linkedArticle, linkedContacts } from './contact-links.ts';
import { faultsIn, isLate } from './faults.ts';
import { readyChoices } from './ready-choices.ts';
import { shownAnswering } from './shown-answering.ts';
import { shownTimeline } from './shown-timeline.ts';
import { shownTip } from './shown-tip.ts';
import { isClosedWithNote, keepTyped, typedBeside, typedOf } from './typed.ts';
import { shownChecks } from './work/shown-checks.ts';
import { shownTags } from './work/shown-tags.ts';
import { shownWork } from './work/shown-work.ts';

/**
 * What the tip is shown for: a version that was changed too late, and why, unless it just was not the newest; what is at fault, what
 * is hidden else; and which draft is shown.
 */
type Told = Partial<Asked> & {
  late?: { version: number; why: string | null };
  /** Something was said that whoever answered had not seen. */
  isUnread?: boolean;
  faults?: Faults;
  draft?: string | undefined;
};

export async function sendTip(
  context: StaffContext,
  request: StaffRequest,
  status: number,
  { late, isUnread = false, faults = {}, draft, ...asked }: Told,
): Promise<void> {
  const { frame, viewer, now } = request;
  const number = tipNumber(request);
  if (wantsJson(request)) {
    const told = await readTip(context, viewer, number, { contacts: asked.contacts ?? 'hidden' });
    return void request.response.json(
      asked.contacts === 'shown' ? contactsJson(told) : tipJson(told, shownChecks(context, told)),
    );
  }
  const folder = await readTip(context, viewer, number, asked);
  const back = readBack(request);
  const told = sayEach(faults, request.words);
  const typed = typedIn(context, request, { field: fieldOf(folder, draft), told });
  const props = {
    ...{ frame, viewer, now, folder, back },
    ...(await shownBeside(context, request, folder)),
    ...typed,
    answering: shownAnswering(request, context.settings, folder, {
      text: typed.note.text,
      answer: typed.beside.messages_body,
      isLate: isUnread,
      ready: folder.tip.kept ? await readyChoices(context, folder.tip.lang) : [],
    }),
    late: late === undefined ? null : { why: late.why, changes: changesSince(folder, late.version) },
  };
  sendPage(request.response, status, <TipPage {...props} {...shownTip(folder.tip, back)} />);
}

/** What the page shows beside what the tip's reader wrote. */
async function shownBeside(context: StaffContext, request: StaffRequest, folder: TipFolder) {
  const { frame, viewer, now } = request;
  const { newsroom, publicUrl } = context.settings;
  const { timeZone } = newsroom;
  const colleagues = await loadColleagues(context.database.query);
  const steps = folder.tip.kept ? stepsFrom(folder.tip.state.is) : [];
  return {
    ...{ timeZone, steps },
    url: `${publicUrl}${staffPaths.tip(folder.tip.number)}`,
    contacts: linkedContacts(folder.contacts),
    work: shownWork(folder, { viewer, colleagues, now, timeZone }),
    ...(await shownTimeline(context, folder, { viewer, colleagues })),
    tags: await shownTags(context, request, folder),
    place: await shownPlace(context, request),
    left: readLeft(request),
    checks: shownChecks(context, folder),
    topics: await loadTopics(context.database.query),
    allowed: actionsOn(viewer, folder.facts),
    outcomes: steps.includes('closure') ? CLOSING_OUTCOMES : [],
    mails: folder.mails.map(shownMail),
    kept: keptFor(await loadRetention(context, folder.tip.topic), frame.lang),
    publication: folder.publication && { article: linkedArticle(folder.publication.article) },
  };
}

type Typing = { field: ReturnType<typeof fieldOf>; told: Record<string, string> };

/** What is typed on the page, with what is wrong with it. */
function typedIn({ keys }: StaffContext, request: StaffRequest, { field, told }: Typing) {
  const { viewer, now, raw } = request;
  return {
    note: {
      ...field,
      writer: writerMark(keys.writerMark, viewer, tipNumber(request), now),
      fault: told['body'] ?? null,
    },
    beside: {
      ...(raw.method === 'POST' ? typedBeside(request) : field.beside),
      withNote: isClosedWithNote(request),
      faults: told,
    },
  };
}

/** Shows the tip with what was typed, which is kept too. */
export async function sendFaults(
  context: StaffContext,
  request: StaffRequest,
  faults: Faults,
): Promise<void> {
  const kept = await keepTyped(context, request, typedOf(request));
  if (wantsJson(request)) return sendErrors(request, 422, sayEach(faults, request.words));
  await sendTip(context, request, 422, { faults, draft: kept?.id });
}

/** What is wrong with what was typed is told beside it; `faultsOf`: what of an error that is. */
export async function actOrTell(
  context: StaffContext,
  request: StaffRequest,
  act: () => Promise<void>,
  faultsOf: (error: unknown) => Faults | null = faultsIn,
): Promise<void> {
  try {
    await act();
  } catch (error) {
    const faults = faultsOf(error);
    if (faults === null) throw error;
    await sendFaults(context, request, faults);
  }
}

const sendErrors = ({ response }: StaffRequest, status: number, errors: Record<string, string>) =>
  void response.status(status).json({ errors });

const shownMail = (mail: MailFate): ShownMail => ({
  ...mail,
  trouble: mail.lastError === null || mail.state === 'done' ? null : readReason(mail.lastError),
});

/**
 * A change, which gives the tip's new version where it makes one, leads back to the tip unless said otherwise; one that came too late is answered
 * with the tip as it is now, and all that was typed.
 */
export async function changeTip(
  context: StaffContext,
  request: StaffRequest,
  act: () => Promise<number | null>,
  leadsTo: () => string | Promise<string> = () => staffPaths.tip(tipNumber(request), readBack(request)),
): Promise<void> {
  try {
    const version = await act();
    if (wantsJson(request)) return void request.response.json(version === null ? {} : { version });
  } catch (error) {
    if (!(error instanceof Refusal) || !isLate(error)) throw error;
    const kept = await keepTyped(context, request, typedOf(request));
    const told = say(error.reason, request.words);
    if (wantsJson(request)) return sendErrors(request, 409, { form: told });
    if (error.code === 'read-first')
      return sendTip(context, request, 409, { isUnread: true, draft: kept?.id });
    const { version } = change.parse(request.raw.body ?? {});
    const late = { version, why: error.code === 'stale' ? null : told };
    return sendTip(context, request, 409, { late, draft: kept?.id });
  }
  request.response.redirect(303, await leadsTo());
}

/** The draft that was asked for stands in the field, else the latest; without any it is empty, under an id of its own. */
function fieldOf({ drafts }: TipFolder, asked: string | undefined) {
  const shown = drafts.find(({ id }) => id === asked) ?? drafts[0] ?? null;
  return {
    id: shown?.id ?? randomId(),
    seen: shown?.revision ?? 0,
    text: shown?.text ?? '',
    beside: shown?.beside ?? NOTHING_BESIDE,
    keptAt: shown === null || isBlank(shown.text) ? null : shown.at,
    others: drafts.filter(draft => draft !== shown),
  };
}
