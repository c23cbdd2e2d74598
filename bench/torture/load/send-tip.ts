import { z } from 'zod';
import { isAcknowledged, type Ledger, type SentTip, type TipAnswer } from '../ledger.ts';
import { type Answer, ask, hasFailed } from './ask.ts';
import { type LoadContext, pause } from './context.ts';
import { type Attachment, fieldsOf } from './made-tip.ts';

/** `uploads` are the URLs of what was uploaded before. */
type Posted = { tip: SentTip; attached?: readonly Attachment[]; uploads?: readonly string[] };

/** A reader gives up after so many tries. */
const TRIES = 12;

/**
 * Sends a tip as a browser does, or as a program: again, with the same submission, for as long as no answer tells that it
 * was taken; and now and then once more after that, as a finger does that slips.
 */
export async function sendTip(context: LoadContext, posted: Posted): Promise<void> {
  const { ledger, desk, random, signal } = context;
  const { tip } = posted;
  ledger.tips.push(tip);
  const wantsJson = random.is(0.5);
  for (let tries = 0; tries < TRIES && !signal.aborted; tries++) {
    await desk.whenUp(signal);
    const askedAt = Date.now();
    const answer = await post(context, posted, wantsJson);
    if (answer !== null && isTaken(answer, wantsJson))
      ledger.answered(tip, wantsJson ? readJson(answer) : await readReceipt(context, answer));
    else noteRefusal(context, posted, { answer, askedAt });
    tip.mayComeLate ||= answer === null;
    if (!random.is(isAcknowledged(tip) ? 0.05 : 0.96)) break;
    await pause(context, random.between(10, 400));
  }
  tip.isOpen = false;
}

function post(
  { desk, random }: LoadContext,
  { tip, attached = [], uploads = [] }: Posted,
  wantsJson: boolean,
): Promise<Answer | null> {
  const fields = [...fieldsOf(tip), ...uploads.map((url): [string, string] => ['uploads', url])];
  const body = attached.length > 0 ? new FormData() : new URLSearchParams();
  for (const [name, value] of fields) body.append(name, value);
  if (body instanceof FormData)
    for (const { name, type, bytes } of attached)
      body.append('files', new Blob([new Uint8Array(bytes)], { type }), name);
  return ask(`${desk.url}/tips`, {
    method: 'POST',
    body,
    headers: { Accept: wantsJson ? 'application/json' : 'text/html' },
    // A line that breaks while it sends, or right after.
    ...(random.is(0.04) && { signal: AbortSignal.timeout(random.whole(1, 40)) }),
  });
}

const isTaken = ({ status, headers }: Answer, wantsJson: boolean): boolean =>
  wantsJson
    ? status === 201 || status === 200
    : status === 303 && headers.get('location')?.startsWith('/sent') === true;

type Tried = { answer: Answer | null; askedAt: number };

/** Only what we have broken ourselves may keep a tip out. */
function noteRefusal(
  { ledger }: LoadContext,
  { tip, attached = [] }: Posted,
  { answer, askedAt }: Tried,
): void {
  ledger.count(answer === null ? 'posts without an answer' : `posts answered ${answer.status}`);
  const isExplained = answer !== null && hasFailed(answer) && isBroken(ledger, askedAt, attached.length > 0);
  // A full disk takes no files.
  if (answer === null || isExplained || answer.status === 507) return;
  const said = answer.body.toString().slice(0, 300);
  ledger.complain('lost', `${tip.mark} was refused with ${answer.status}: ${said}`);
}

/** In this run, or since somebody asked. */
function isBroken({ runs }: Ledger, askedAt: number, hasFiles: boolean): boolean {
  const spans = runs.flatMap(({ outages, filesAway }) => [...outages, ...(hasFiles ? filesAway : [])]);
  return runs.at(-1)?.outages.length !== 0 || spans.some(({ to }) => to >= askedAt);
}

const receiptInJson = z.object({ number: z.int(), receipt: z.string() });

function readJson({ body }: Answer): TipAnswer {
  const parsed = receiptInJson.safeParse(body.length === 0 ? null : JSON.parse(body.toString()));
  return parsed.success ? parsed.data : { number: null, receipt: null };
}

/** What the reader sees after the form: the receipt, if the server is still there. */
async function readReceipt({ desk }: LoadContext, { headers }: Answer): Promise<TipAnswer> {
  const cookie = headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const page = await ask(`${desk.url}/sent/receipt.txt?lang=en`, { headers: { cookie } });
  const text = page?.status === 200 ? page.body.toString() : '';
  const [, number] = /Tip number: (\d+)/.exec(text) ?? [];
  const [, receipt] = /Receipt: ([0-9A-Z-]{23})/.exec(text) ?? [];
  return { number: number === undefined ? null : Number(number), receipt: receipt ?? null };
}
