import { isAcknowledged, numberOf, type SentTip } from '../ledger.ts';
import { type Answer, hasFailed } from './ask.ts';
import { type LoadContext, repeatedly } from './context.ts';
import { sha256 } from './made-tip.ts';
import { createSession, type Session } from './session.ts';

/** Milliseconds between two actions of one member of staff, at most. */
const PAUSE = 250;
/** Colleagues look at the same few tips, so that they get into each other's way. */
const NEWEST = 12;

/** A member of staff: reads tips, notes, changes states, forgets, and tries again what the mail server has refused. */
export async function workAtDesk(context: LoadContext): Promise<void> {
  const { random } = context;
  const session = createSession(context);
  await repeatedly(context, PAUSE, async () => {
    if (random.is(0.1)) return retryMails(context, session);
    const tip = chooseTip(context);
    if (tip === null) return;
    const page = await session.get(pathOf(tip));
    if (page?.status !== 200) return;
    if (random.is(0.45)) await note(context, session, tip);
    // What comes behind a forgetting is a new tip, by the desk's own rule.
    else if (!tip.mayComeLate && random.is(0.1)) await forget(context, session, tip, page);
    else if (random.is(0.15)) await download(context, session, tip, page);
    else await change(context, session, tip, page);
  });
}

const pathOf = (tip: SentTip) => `/admin/tips/${numberOf(tip)}`;

function chooseTip({ ledger, random }: LoadContext): SentTip | null {
  const known = ledger.tips.filter(tip => isAcknowledged(tip) && !tip.isOpen && numberOf(tip) !== null);
  const newest = random.is(0.7) ? known.slice(-NEWEST) : known;
  return newest[random.whole(0, Math.max(0, newest.length - 1))] ?? null;
}

async function retryMails({ ledger }: LoadContext, session: Session): Promise<void> {
  const answer = await session.post('/admin/mail/retry', {});
  if (answer?.status === 303) ledger.count('mails tried again by staff');
}

/** Whether it is known to be done (`acknowledged`), may be done (`no answer`), or is not done. */
function outcomeOf(answer: Answer | null, tip: SentTip): 'acknowledged' | 'no answer' | 'refused' {
  if (answer === null || hasFailed(answer)) return 'no answer';
  const leadsBack = answer.headers.get('location')?.split('#')[0] === pathOf(tip);
  return answer.status === 303 && leadsBack ? 'acknowledged' : 'refused';
}

async function note({ random, ledger }: LoadContext, session: Session, tip: SentTip): Promise<void> {
  const body = `확인 중 ${random.id()}`;
  const is = outcomeOf(await session.post(`${pathOf(tip)}/notes`, { body }), tip);
  ledger.count(`notes ${is}`);
  if (is !== 'refused') tip.notes.push({ body, is });
}

const KINDS = { opening: 'opened', closure: 'closed', reopening: 'reopened' } as const;

const versionOn = (page: Answer) => /name="version" value="(\d+)"/.exec(page.body.toString())?.[1] ?? '0';

/** One of the changes that the page offers. */
async function change({ random, ledger }: LoadContext, session: Session, tip: SentTip, page: Answer) {
  const html = page.body.toString();
  const offered = (['opening', 'closure', 'reopening'] as const).filter(way =>
    html.includes(`${pathOf(tip)}/${way}"`),
  );
  const way = offered[random.whole(0, Math.max(0, offered.length - 1))];
  if (way === undefined) return;
  const version = versionOn(page);
  const is = outcomeOf(await session.post(`${pathOf(tip)}/${way}`, { version }), tip);
  ledger.count(`state changes ${is}`);
  if (is !== 'refused') tip.changes.push({ kind: KINDS[way], version: Number(version), is });
}

async function forget({ ledger, desk }: LoadContext, session: Session, tip: SentTip, page: Answer) {
  const version = versionOn(page);
  tip.filesSeen = filesOn(page).map(path => path.split('/').at(-1) ?? '');
  const run = ledger.runs.length;
  const answer = await session.post(`${pathOf(tip)}/forgetting`, { version, confirmed: 'on' });
  const is = outcomeOf(answer, tip);
  ledger.count(`forgettings ${is}`);
  if (is === 'refused') return;
  tip.changes.push({ kind: 'forgotten', version: Number(version), is });
  if (tip.forgetting?.is === 'acknowledged') return;
  tip.forgetting = is === 'acknowledged' ? { is, at: desk.now(), run } : { is };
}

const filesOn = (page: Answer): string[] =>
  page.body.toString().match(/\/admin\/tips\/\d+\/files\/[0-9a-f]{32}(?=")/g) ?? [];

/** A file comes back as it was sent. */
async function download({ random, ledger }: LoadContext, session: Session, tip: SentTip, page: Answer) {
  const paths = filesOn(page);
  const path = paths[random.whole(0, Math.max(0, paths.length - 1))];
  if (path === undefined) return;
  const answer = await session.get(path);
  if (answer?.status !== 200 || answer.body.length !== Number(answer.headers.get('content-length'))) return;
  ledger.count('files read back');
  if (!tip.files.some(file => file.sha256 === sha256(answer.body)))
    ledger.complain('half', `${path} is not what was sent with ${tip.mark}`);
}
