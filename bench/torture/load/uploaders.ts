import type { SentUpload } from '../ledger.ts';
import { ask } from './ask.ts';
import { type LoadContext, pause, repeatedly } from './context.ts';
import { fileOf, makeTip, sha256 } from './made-tip.ts';
import { sendTip } from './send-tip.ts';

const VERSION = { 'Tus-Resumable': '1.0.0' };
/** Milliseconds between two uploads of one reader, at most. */
const PAUSE = 500;

/** Someone on a train: files go up in parts, and a tip claims them once they are whole. Some are given up half-way. */
export function uploadAndSend(context: LoadContext): Promise<void> {
  const { random, ledger } = context;
  return repeatedly(context, PAUSE, async () => {
    const uploads = [await upload(context)];
    if (random.is(0.2)) uploads.push(await upload(context));
    const whole = uploads.filter(one => one !== null);
    if (whole.length < uploads.length || context.signal.aborted || random.is(0.08)) return;
    for (const { sent } of whole) sent.mayBeGone = true;
    const attached = random.is(0.2)
      ? [{ name: 'note.bin', type: 'text/plain', bytes: random.bytes(2_000) }]
      : [];
    const uploaded = whole.map(({ name, sent }) => fileOf({ name, bytes: sent.bytes() }));
    ledger.count('uploads claimed', whole.length);
    const tip = makeTip(random, attached, uploaded);
    await sendTip(context, { tip, attached, uploads: whole.map(({ sent }) => urlOf(sent)) });
  });
}

/** Goes on with all that was given up half-way, to its end. */
export async function finishUploads(context: LoadContext): Promise<void> {
  for (const sent of context.ledger.uploads.filter(({ mayBeGone }) => !mayBeGone)) {
    const content = sent.bytes();
    let at = await findOffset(context, sent);
    while (at !== null && at < sent.size) at = await sendPart(context, sent, content, at);
    if (at === null) context.ledger.complain('lost', `upload ${sent.id} could not be brought to its end`);
  }
}

const urlOf = ({ id }: SentUpload) => `/uploads/${id}`;

/** Null when it was given up. */
async function upload(context: LoadContext): Promise<{ name: string; sent: SentUpload } | null> {
  const { random, ledger } = context;
  const size = random.is(0.02) ? 0 : random.whole(2_000, random.is(0.15) ? 900_000 : 150_000);
  const [seed, name] = [random.id(), `영상 ${random.whole(1, 999)}.mp4`];
  const bytes = () => random.of(seed).bytes(size);
  const giveUpAt = random.is(0.1) ? random.whole(0, size) : Number.POSITIVE_INFINITY;
  const id = await begin(context, size, name);
  if (id === null) return null;
  const content = bytes();
  const sent = { id, bytes, size, sha256: sha256(content), acknowledged: 0, mayBeGone: false };
  ledger.uploads.push(sent);
  for (let at: number | null = 0; at !== null && at < giveUpAt; ) {
    if (at === size) return { name, sent };
    at = await sendPart(context, sent, content, at);
  }
  return null;
}

async function begin({ desk, signal }: LoadContext, size: number, name: string): Promise<string | null> {
  const metadata = `filename ${Buffer.from(name).toString('base64')},filetype ${Buffer.from('video/mp4').toString('base64')}`;
  await desk.whenUp(signal);
  const answer = await ask(`${desk.url}/uploads`, {
    method: 'POST',
    headers: { ...VERSION, 'Upload-Length': String(size), 'Upload-Metadata': metadata },
  });
  const place = answer?.status === 201 ? answer.headers.get('location') : null;
  return place === null ? null : place.replace('/uploads/', '');
}

/** Answers how much has arrived, so far as anybody tells; null when nobody does any more. */
async function sendPart(
  context: LoadContext,
  sent: SentUpload,
  content: Buffer,
  at: number,
): Promise<number | null> {
  const { desk, ledger, random } = context;
  const end = Math.min(sent.size, at + random.whole(1, Math.max(1, Math.ceil(sent.size / 2))));
  const answer = await ask(`${desk.url}${urlOf(sent)}`, {
    method: 'PATCH',
    headers: { ...VERSION, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': String(at) },
    body: new Uint8Array(content.subarray(at, end)),
    ...(random.is(0.05) && { signal: AbortSignal.timeout(random.whole(1, 20)) }),
  });
  if (answer?.status !== 204) return findOffset(context, sent);
  const arrived = Number(answer.headers.get('upload-offset'));
  if (arrived !== end) ledger.complain('half', `upload ${sent.id} of ${end} bytes was answered ${arrived}`);
  ledger.count('upload bytes acknowledged', end - sent.acknowledged);
  sent.acknowledged = end;
  return arrived;
}

const TRIES = 40;

/** Asks the server, which may have been killed meanwhile, where to go on. */
async function findOffset(context: LoadContext, sent: SentUpload): Promise<number | null> {
  const { desk, ledger, signal, random } = context;
  for (let tries = 0; tries < TRIES && !signal.aborted; tries++) {
    await pause(context, random.between(10, 200));
    await desk.whenUp(signal);
    const answer = await ask(`${desk.url}${urlOf(sent)}`, { method: 'HEAD', headers: VERSION });
    // 423: a server that was killed still holds it, for a few seconds.
    if (answer === null || answer.status >= 500 || answer.status === 423) continue;
    const arrived = Number(answer.headers.get('upload-offset'));
    if (answer.status !== 200)
      ledger.complain('lost', `upload ${sent.id} was answered ${answer.status} after a restart`);
    else if (arrived < sent.acknowledged)
      ledger.complain('lost', `upload ${sent.id}: of ${sent.acknowledged} bytes ${arrived} are left`);
    else return resume(context, sent, arrived);
    return null;
  }
  return null;
}

/** What a HEAD tells is a promise too. */
function resume({ ledger }: LoadContext, sent: SentUpload, arrived: number): number {
  ledger.count('uploads that went on');
  ledger.count('upload bytes acknowledged', arrived - sent.acknowledged);
  sent.acknowledged = arrived;
  return arrived;
}
