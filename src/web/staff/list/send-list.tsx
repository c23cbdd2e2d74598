import { z } from 'zod';
import { ListPage, type ListProps } from '../../../../views/staff/list/list.tsx';
import type { Faults } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { readerPaths } from '../../../paths.ts';
import { markedPieces } from '../../../search/match.ts';
import type { Viewer } from '../../../staff/access.ts';
import { listNames } from '../../../staff/accounts/list-accounts.ts';
import { countViews } from '../../../tips/list/count-views.ts';
import { placeOfDay } from '../../../tips/list/day-place.ts';
import { standsUnderDays, wholeSearch } from '../../../tips/list/filter.ts';
import { listTips, type ListPage as Page } from '../../../tips/list/list.ts';
import { whileWanted } from '../../../tips/list/search/pace.ts';
import { loadTopics } from '../../../tips/topics/topic.ts';
import { loadViews, type SavedView } from '../../../tips/views/load-views.ts';
import { readChange } from '../../../tips/work/many/read-change.ts';
import { tipsWithDrafts } from '../../../tips/work/notes/drafts.ts';
import type { StaffContext } from '../context.ts';
import { maybeNumber, text, ticked } from '../forms.ts';
import { listJson } from '../json.ts';
import { type StaffRequest, sendPage, wantsJson } from '../request.ts';
import { listBar } from './list-bar.ts';
import {
  type AskedList,
  backTo,
  liveAddresses,
  neighbours,
  readQuestion,
  type ShownList,
} from './list-question.ts';
import { settleQuestion } from './settled-question.ts';
import { shownMany } from './shown-many.ts';
import type { SendList, Told, ToldView } from './told.ts';
import { readMailState, readWarnings } from './warnings.ts';

const notice = z.object({
  done: z
    .enum([
      ...(['retried', 'tested', 'closed', 'assigned', 'moved'] as const),
      ...(['view-saved', 'view-changed', 'view-removed'] as const),
    ])
    .nullable()
    .catch(null),
  at: maybeNumber,
  /** What was done with many. */
  made: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .nullable()
    .catch(null),
});

/** What stands in the forms of saved views: of one that was removed, or as it was typed when the session ended. */
const typedView = z.object({ name: text(80), shared: ticked, changes: text(40) });

/** For so long after a retry, stuck mail is not shown; a later reload shows it again. Milliseconds. */
const RETRY_TAKES = 30_000;

export const createSendList =
  (context: StaffContext): SendList =>
  (request, told = { status: 200 }) =>
    sendList(context, request, told);

async function sendList(context: StaffContext, request: StaffRequest, told: Told): Promise<void> {
  const { viewer, response } = request;
  const saved = await loadViews(context, viewer);
  const settled = await settleQuestion(context, viewer, readAsked(request, saved, told), saved);
  if (wantsJson(request) && settled.wrong.length > 0) return refuseFilter(request, settled);
  const { made } = notice.parse(request.raw.query);
  const [{ asked, page }, counts, beside] = await Promise.all([
    pageAsked(context, request, settled),
    countViews(context, viewer, saved),
    wantsJson(request) ? null : readBeside(context, viewer, made),
  ]);
  if (beside === null)
    return void response.status(told.status).json(listJson(page, asked, { counts, saved }));
  const many = await shownMany(context, viewer, { asked, page, counts: counts.views });
  const props = { ...beside, many, ...propsOf(context, request, { asked, page, told }) };
  const bar = { counts, saved, viewer, told: told.view ?? readTyped(request) };
  sendPage(
    response,
    told.status,
    <ListPage
      {...props}
      bar={listBar({ filter: asked.filter, search: asked.search ?? '', ...bar })}
      isEmpty={counts.views.get('all') === 0}
    />,
  );
}

/** What was removed stands in the form that saves it again, and what was typed before one signed in anew in its own. */
function readTyped({ raw }: StaffRequest): ToldView | null {
  const { name, shared: isShared, changes } = typedView.parse(raw.query);
  return name === '' ? null : { id: changes || null, name, isShared, faults: {} };
}

/** As the address says; a view that was to be changed, by what it is called by now. */
function readAsked({ raw }: StaffRequest, saved: readonly SavedView[], { view: told }: Told): AskedList {
  const asked = readQuestion(raw.query);
  const changed = told && saved.find(({ id }) => id === told.id);
  return changed ? { ...asked, filter: { ...asked.filter, view: changed.name } } : asked;
}

type Shown = { asked: ShownList & Pick<AskedList, 'wrong'>; page: Page; told: Told };

type Beside = Awaited<ReturnType<typeof readBeside>>;

/** What the page says beside its rows. */
async function readBeside(context: StaffContext, viewer: Viewer, change: string | null) {
  const { query } = context.database;
  const [topics, people, drafts, mail, warnings, made] = await Promise.all([
    loadTopics(query),
    listNames(query),
    tipsWithDrafts(context, viewer),
    readMailState(context, viewer),
    readWarnings(context, viewer),
    change === null ? null : readChange(context, viewer, change),
  ]);
  const keptAsFiles = context.settings.smtpUrl === null;
  return { topics, people, drafts, made, mail: { keptAsFiles, ...mail }, warnings };
}

function propsOf(
  { settings }: StaffContext,
  { frame, viewer, now, raw }: StaffRequest,
  { asked, page, told }: Shown,
): Omit<ListProps, keyof Beside | 'many' | 'bar' | 'isEmpty'> {
  const { done, at = 0 } = notice.parse(raw.query);
  const { newsroom, publicUrl } = settings;
  const { found, searchMark } = page;
  return {
    ...{ frame, viewer, now, unknownReceipt: told.unknownReceipt ?? null, search: asked.search ?? '' },
    searched: toldSearch(asked),
    // Whoever comes back to a search has not searched anew.
    back: backTo({ ...asked, ...(searchMark !== null && { searchMark }) }),
    ...page,
    ...neighbours(page, asked),
    live: liveAddresses(asked),
    ...{ filter: asked.filter, wrong: asked.wrong },
    mark: found && (text => markedPieces(text, found.search)),
    done: done === 'retried' && now - at > RETRY_TAKES ? null : done,
    timeZone: newsroom.timeZone,
    formUrl: `${publicUrl}${readerPaths.form}`,
  };
}

/** Of a view that is hidden nothing is told, nor what it searches for. */
const toldSearch = ({ filter, search }: ShownList): string =>
  filter.saved?.isHidden ? (search ?? '') : wholeSearch(filter, search);

/** A program must not take more for what it asked for. */
function refuseFilter({ response, words }: StaffRequest, { wrong }: Pick<AskedList, 'wrong'>): void {
  const faults: Faults = Object.fromEntries(wrong.map(field => [field, { code: 'filter-unknown' }]));
  response.status(422).json({ errors: sayEach(faults, words) });
}

type Asked = ShownList & Pick<AskedList, 'wrong' | 'day'>;
type Placed = Omit<Asked, 'day'>;

/** The page that is asked for by a place or a day, and by which place. A list that does not stand under days has no day to begin with. */
export async function pageAsked(
  context: StaffContext,
  request: StaffRequest,
  { day, ...asked }: Asked,
): Promise<{ asked: Placed; page: Page }> {
  const { filter, search } = asked;
  if (day === undefined || wholeSearch(filter, search) !== '' || !standsUnderDays(filter.sort))
    return { asked, page: await pageOf(context, request, asked) };
  const { place, end } = await placeOfDay(context, request.viewer, { filter, day });
  const page = await pageOf(context, request, { ...asked, ...place });
  if (page.rows.length > 0) return { asked: { ...asked, ...place }, page };
  return { asked: { ...asked, ...end }, page: await pageOf(context, request, { ...asked, ...end }) };
}

/** Where the newer ones do not fill a page, the first page is what is meant. */
async function pageOf(
  context: StaffContext,
  { viewer, response }: StaffRequest,
  asked: Placed,
): Promise<Page> {
  const pace = whileWanted(context.searchPace, () => !response.closed);
  const page = await listTips(context, viewer, asked, pace);
  if (asked.after === undefined || page.newer) return page;
  const { before: _before, after: _after, ...first } = asked;
  const { searchMark } = page;
  return listTips(context, viewer, { ...first, ...(searchMark !== null && { searchMark }) }, pace);
}
