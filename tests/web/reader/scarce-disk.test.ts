import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import supertest from 'supertest';
import { expect, test } from 'vitest';
import { createConnections } from '../../../src/web/http/connections/connections.ts';
import { createLoadShedder } from '../../../src/web/http/load-shedding.ts';
import { createLive } from '../../../src/web/staff/live/live.ts';
import { createWeb } from '../../../src/web/web.ts';
import { createTipWorld } from '../../tips/tip-world.ts';
import { fieldsOf, textOf } from '../page.ts';

const ONE = '203.0.113.7';
const OTHER = '198.51.100.1';

/** A desk behind a proxy, on whose disk 40,000 bytes are left beside the reserve. */
async function createScarceDesk() {
  const { desk } = await createTipWorld({ TRUST_PROXY: '1' });
  const files = { ...desk.files, scarce: async () => 40_000 };
  const jobs = { health: () => Promise.reject(new Error('not asked')), retry: async () => 0 };
  const connections = createConnections({ log: desk.log, trustProxy: 1 });
  const parts = { jobs, load: createLoadShedder(), connections, metrics: null, live: createLive(desk) };
  const request = supertest(createServer(await createWeb({ ...desk, files }, parts)));
  const kept = async () => {
    const all: string[] = [];
    for await (const { id } of desk.files.list()) all.push(id);
    return all.length;
  };
  const post = (from: string, size: number) =>
    request
      .post('/tips?lang=ko')
      .set('X-Forwarded-For', from)
      .field('message', '무슨 일이 있었는지')
      .field('lang', 'ko')
      .attach('files', randomBytes(size), 'a.jpg');
  const tus = (from: string) => ({ 'Tus-Resumable': '1.0.0', 'X-Forwarded-For': from });
  const begin = (from: string, size: number) =>
    request.post('/uploads').set({ ...tus(from), 'Upload-Length': String(size) });
  const send = (from: string, path: string, body: Buffer) =>
    request
      .patch(path)
      .set({ ...tus(from), 'Upload-Offset': '0', 'Content-Type': 'application/offset+octet-stream' })
      .send(body);
  return { request, kept, post, begin, send };
}

test('when room runs short, an address that has brought its part is told so, and its text still goes through', async () => {
  const { request, kept, post } = await createScarceDesk();
  expect((await post(ONE, 6_000)).status).toBe(303);
  const refused = await post(ONE, 20_000);
  expect([refused.status, refused.headers['retry-after']]).toEqual([507, '3600']);
  expect(textOf(refused.text)).toContain('지금은 이 인터넷 주소에서 파일을 더 받을 수 없어요');
  expect(fieldsOf(refused.text)['message']).toBe('무슨 일이 있었는지');
  expect(await kept()).toBe(1);
  const text = request.post('/tips').set('X-Forwarded-For', ONE).field('message', '글만');
  expect((await text).status).toBe(303);
  expect((await post(OTHER, 6_000)).status).toBe(303);
});

test('a body that does not say how long it is brings no more than is left for its address', async () => {
  const { request, kept } = await createScarceDesk();
  const head = 'Content-Disposition: form-data; name="files"; filename="a.jpg"\r\n\r\n';
  const sent = request
    .post('/tips')
    .set({ 'X-Forwarded-For': ONE, 'Transfer-Encoding': 'chunked' })
    .type('multipart/form-data; boundary=b');
  sent.write(`--b\r\nContent-Disposition: form-data; name="message"\r\n\r\n글\r\n--b\r\n${head}`);
  sent.write(randomBytes(30_000).toString('hex'));
  sent.write('\r\n--b--\r\n');
  expect((await sent).status).toBe(507);
  expect(await kept()).toBe(0);
});

test('resumable uploads count as they come, and an address that has brought its part begins and goes on with none', async () => {
  const { begin, send } = await createScarceDesk();
  expect((await begin(ONE, 20_000)).status).toBe(507);
  const paths: string[] = [];
  for (let count = 0; count < 4; count++) {
    const begun = await begin(ONE, 6_000);
    expect(begun.status).toBe(201);
    paths.push(String(begun.headers['location']));
  }
  expect((await send(ONE, paths[0] ?? '', randomBytes(6_000))).status).toBe(204);
  const second = await send(ONE, paths[1] ?? '', randomBytes(6_000)).set('Accept-Language', 'en');
  expect([second.status, second.text]).toEqual([507, expect.stringContaining('in an hour')]);
  expect((await begin(ONE, 6_000)).status).toBe(507);
  const other = await begin(OTHER, 6_000);
  expect((await send(OTHER, String(other.headers['location']), randomBytes(6_000))).status).toBe(204);
});

test('a post that is refused leaves nothing on the disk, and counts no more', async () => {
  const { request, kept, post } = await createScarceDesk();
  for (let count = 0; count < 4; count++) {
    const empty = request.post('/tips').set('X-Forwarded-For', ONE).field('message', '');
    expect((await empty.attach('files', randomBytes(6_000), 'a.jpg')).status).toBe(422);
  }
  expect(await kept()).toBe(0);
  expect((await post(ONE, 6_000)).status).toBe(303);
});

test('an upload that its sender takes back counts no more', async () => {
  const { request, begin, send } = await createScarceDesk();
  for (let count = 0; count < 3; count++) {
    const path = String((await begin(ONE, 6_000)).headers['location']);
    expect((await send(ONE, path, randomBytes(6_000))).status).toBe(204);
    const removed = request.delete(path).set({ 'Tus-Resumable': '1.0.0', 'X-Forwarded-For': ONE });
    expect((await removed).status).toBe(204);
  }
});
