import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { median } from './report/row.ts';

const MEGABYTE = 2 ** 20;
/** As even as a video's bytes: what looks for the end of a part by its letters is neither helped nor hindered. */
const chunk = randomBytes(MEGABYTE);

type Headers = Record<string, string>;
type Answer = { status: number; headers: IncomingMessage['headers']; body: Buffer };

/** Sends so many megabytes, with what stands before and after them. */
async function send(
  url: string,
  method: string,
  headers: Headers,
  megabytes: number,
  [before, after] = ['', ''],
): Promise<Answer> {
  const length = Buffer.byteLength(before) + megabytes * MEGABYTE + Buffer.byteLength(after);
  const post = request(url, { method, headers: { ...headers, 'Content-Length': String(length) } });
  const answered = once(post, 'response');
  post.write(before);
  for (let sent = 0; sent < megabytes; sent++) if (!post.write(chunk)) await once(post, 'drain');
  post.end(after);
  const [response] = await answered;
  const parts: Buffer[] = [];
  for await (const part of response) parts.push(part);
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) };
}

function expectStatus({ status, body }: Answer, expected: number): void {
  if (status !== expected)
    throw new Error(`answered ${status} instead of ${expected}: ${body.toString().slice(0, 500)}`);
}

export async function sendBare(origin: string, path: string, megabytes: number): Promise<void> {
  expectStatus(await send(`${origin}${path}`, 'POST', {}, megabytes), 200);
}

/** A tip with one file in its body, as a form without script sends it. Gives its number. */
export async function sendPlain(origin: string, megabytes: number): Promise<number> {
  // As Chromium makes them: how fast the end of a part is looked for depends on the length.
  const boundary = '----WebKitFormBoundary7MA4YWxkTrZu0gW0';
  const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n`;
  const before = `${part('name="message"')}\r\n큰 파일\r\n${part('name="files"; filename="video.mp4"')}Content-Type: video/mp4\r\n\r\n`;
  const headers = { 'Content-Type': `multipart/form-data; boundary=${boundary}`, Accept: 'application/json' };
  const answer = await send(`${origin}/tips`, 'POST', headers, megabytes, [
    before,
    `\r\n--${boundary}--\r\n`,
  ]);
  expectStatus(answer, 201);
  return JSON.parse(answer.body.toString()).number;
}

const VERSION = { 'Tus-Resumable': '1.0.0' };

/** One resumable upload, whole in one request. Gives its URL. */
export async function sendResumable(origin: string, megabytes: number): Promise<string> {
  const created = await send(
    `${origin}/uploads`,
    'POST',
    { ...VERSION, 'Upload-Length': String(megabytes * MEGABYTE), 'Upload-Metadata': 'filename dg==' },
    0,
  );
  expectStatus(created, 201);
  const url = `${origin}${created.headers.location}`;
  const headers = { ...VERSION, 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' };
  expectStatus(await send(url, 'PATCH', headers, megabytes), 204);
  return url;
}

export async function claim(origin: string, upload: string): Promise<number> {
  const answer = await fetch(`${origin}/tips`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({ message: '큰 파일', uploads: upload }),
  });
  return (await answer.json()).number;
}

/** The bytes of an answer as they came, packed or not. */
export async function bytesOf(url: string, headers: Headers = {}): Promise<Buffer> {
  const answer = await send(url, 'GET', headers, 0);
  expectStatus(answer, 200);
  return answer.body;
}

/** Reads an answer to its end and drops it. @throws when it has not so many megabytes at least. */
export async function receive(url: string, megabytes: number, headers: Headers = {}): Promise<void> {
  const get = request(url, { headers });
  get.end();
  const [response] = await once(get, 'response');
  if (response.statusCode !== 200) throw new Error(`${url} answered ${response.statusCode}`);
  let length = 0;
  for await (const part of response) length += part.length;
  if (length < megabytes * MEGABYTE) throw new Error(`${url} answered no more than ${length} bytes`);
}

/** Asks for so many ranges, anywhere in a file of so many megabytes, one after another over one connection; the median in milliseconds. */
export async function rangeLatency(
  url: string,
  { megabytes, length, times }: { megabytes: number; length: number; times: number },
  headers: Headers = {},
): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  const taken: number[] = [];
  for (let count = 0; count < times; count++) {
    const from = randomInt(megabytes * MEGABYTE - length);
    const range = `bytes=${from}-${from + length - 1}`;
    const start = performance.now();
    const get = request(url, { agent, headers: { ...headers, Range: range } });
    get.end();
    const [response] = await once(get, 'response');
    let arrived = 0;
    for await (const part of response) arrived += part.length;
    if (response.statusCode !== 206 || arrived !== length)
      throw new Error(`${range} of ${url} was answered ${response.statusCode} with ${arrived} bytes`);
    taken.push(performance.now() - start);
  }
  agent.destroy();
  return median(taken);
}

/** So often is asked until the account is there, which the desk makes while it listens already. */
const PATIENCE = 50;

/** The cookie of a member of staff. */
export async function signIn(
  origin: string,
  email: string,
  password: string,
  patience = PATIENCE,
): Promise<string> {
  const answer = await fetch(`${origin}/admin/login`, {
    method: 'POST',
    body: new URLSearchParams({ email, password }),
    redirect: 'manual',
  });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0];
  if (answer.status === 401 && patience > 0) {
    await wait(200);
    return signIn(origin, email, password, patience - 1);
  }
  if (answer.status !== 303 || cookie === undefined) throw new Error(`the sign-in answered ${answer.status}`);
  return cookie;
}
