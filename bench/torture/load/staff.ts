import { isAcknowledged, numberOf, type SentTip } from '../ledger.ts';
import { type Answer, hasFailed } from './ask.ts';
import { type Field, keepOn } from './field.ts';
import { sha256 } from './made-tip.ts';
import { createSession, type Session } from './session.ts';

/** Milliseconds between two actions of one member of staff, at most. */
const PAUSE = 250;
/** Colleagues look at the same few tips, so that they get into each other's way. */
const NEWEST = 12;

/** A member of staff: reads tips, notes, changes states, forgets, and tries again what the mail server has refused. */
export async function workAtDesk(field: Field): Promise<void> {
  const { chance } = field;
  const session = createSession(field);
  await keepOn(field, PAUSE, async () => {
    if (chance.is(0.1)) return retryMails(field, session);
    const tip = chooseTip(field);
    if (tip === null) return;
    const page = await session.get(pathOf(tip));
    if (page?.status !== 200) return;
    if (chance.is(0.45)) await note(field, session, tip);
    // What comes behind a forgetting is a new tip, by the desk's own rule.
    else if (!tip.mayComeLate && chance.is(0.1)) await forget(field, session, tip, page);
    else if (chance.is(0.15)) await download(field, session, tip, page);
    else await change(field, session, tip, page);
  });
}

const pathOf = (tip: SentTip) => `/admin/tips/${numberOf(tip)}`;

function chooseTip({ ledger, chance }: Field): SentTip | null {
  const known = ledger.tips.filter(tip => isAcknowledged(tip) && !tip.isOpen && numberOf(tip) !== null);
  const newest = chance.is(0.7) ? known.slice(-NEWEST) : known;
  return newest[chance.whole(0, Math.max(0, newest.length - 1))] ?? null;
}

async function retryMails({ ledger }: Field, session: Session): Promise<void> {
  const answer = await session.post('/admin/mail/retry', {});
  if (answer?.status === 303) ledger.count('mails tried again by staff');
}

/** Whether it is known to be done (`acknowledged`), may be done (`no answer`), or is not done. */
function outcomeOf(answer: Answer | null, tip: SentTip): 'acknowledged' | 'no answer' | 'refused' {
  if (answer === null || hasFailed(answer)) return 'no answer';
  const leadsBack = answer.headers.get('location')?.split('#')[0] === pathOf(tip);
  return answer.status === 303 && leadsBack ? 'acknowledged' : 'refused';
}

async function note({ chance, ledger }: Field, session: Session, tip: SentTip): Promise<void> {
  const body = `확인 중 ${chance.id()}`;
  const is = outcomeOf(await session.post(`${pathOf(tip)}/notes`, { body }), tip);
  ledger.count(`notes ${is}`);
  if (is !== 'refused') tip.notes.push({ body, is });
}

const KINDS = { opening: 'opened', closure: 'closed', reopening: 'reopened' } as const;

const versionOn = (page: Answer) => /name="version" value="(\d+)"/.exec(page.body.toString())?.[1] ?? '0';

/** One of the changes that the page offers. */
async function change({ chance, ledger }: Field, session: Session, tip: SentTip, page: Answer) {
  const html = page.body.toString();
  const offered = (['opening', 'closure', 'reopening'] as const).filter(way =>
    html.includes(`${pathOf(tip)}/${way}"`),
  );
  const way = offered[chance.whole(0, Math.max(0, offered.length - 1))];
  if (way === undefined) return;
  const version = versionOn(page);
  const is = outcomeOf(await session.post(`${pathOf(tip)}/${way}`, { version }), tip);
  ledger.count(`state changes ${is}`);
  if (is !== 'refused') tip.changes.push({ kind: KINDS[way], version: Number(version), is });
}

async function forget({ ledger, desk }: Field, session: Session, tip: SentTip, page: Answer) {
  const version = versionOn(page);
  tip.filesSeen = filesOn(page).map(path => path.split('/').at(-1) ?? '');
  const life = ledger.lives.length;
  const answer = await session.post(`${pathOf(tip)}/forgetting`, { version, confirmed: 'on' });
  const is = outcomeOf(answer, tip);
  ledger.count(`forgettings ${is}`);
  if (is === 'refused') return;
  tip.changes.push({ kind: 'forgotten', version: Number(version), is });
  if (tip.forgetting?.is === 'acknowledged') return;
  tip.forgetting = is === 'acknowledged' ? { is, at: desk.now(), life } : { is };
}

const filesOn = (page: Answer): string[] =>
  page.body.toString().match(/\/admin\/tips\/\d+\/files\/[0-9a-f]{32}(?=")/g) ?? [];

/** A file comes back as it was sent. */
async function download({ chance, ledger }: Field, session: Session, tip: SentTip, page: Answer) {
  const paths = filesOn(page);
  const path = paths[chance.whole(0, Math.max(0, paths.length - 1))];
  if (path === undefined) return;
  const answer = await session.get(path);
  if (answer?.status !== 200 || answer.body.length !== Number(answer.headers.get('content-length'))) return;
  ledger.count('files read back');
  if (!tip.files.some(file => file.sha256 === sha256(answer.body)))
    ledger.complain('half', `${path} is not what was sent with ${tip.mark}`);
}
