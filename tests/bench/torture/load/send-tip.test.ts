import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { createLedger } from '../../../../bench/torture/ledger.ts';
import { makeTip } from '../../../../bench/torture/load/made-tip.ts';
import { sendTip } from '../../../../bench/torture/load/send-tip.ts';
import { createRandom } from '../../../../bench/torture/random.ts';
import { whenDone } from '../../../support/cleanup.ts';

/** What is complained of when the desk answers every tip with this status, in a run in which something is broken or not. */
async function complaints(status: number, isBroken: boolean): Promise<string[]> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end('no'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  whenDone(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const ledger = createLedger(() => {});
  const run = ledger.begin(0);
  if (isBroken) run.outages.push({ from: 0, to: Number.POSITIVE_INFINITY });
  const desk = { url, now: Date.now, latest: Date.now, whenUp: async () => {} };
  const stop = new AbortController();
  const random = createRandom('a reader');
  const sending = sendTip({ desk, ledger, random, signal: stop.signal }, { tip: makeTip(random, []) });
  // One of its lines may break before the answer.
  await expect.poll(() => ledger.counts.get(`posts answered ${status}`)).toBeGreaterThan(0);
  stop.abort();
  await sending;
  return ledger.violations.map(({ what }) => what.replace(/^jebo-mark-\w+/, 'a tip'));
}

test('a tip that is refused while nothing is broken is a broken promise, whosever fault it is said to be', async () => {
  for (const status of [422, 429, 500, 503])
    expect(await complaints(status, false)).toEqual([`a tip was refused with ${status}: no`]);
});

test('where something is broken a tip may fail, but is never called wrong', async () => {
  for (const status of [500, 503]) expect(await complaints(status, true)).toEqual([]);
  expect(await complaints(422, true)).toEqual(['a tip was refused with 422: no']);
});

test('a disk at its reserve takes no files', async () => {
  expect(await complaints(507, false)).toEqual([]);
});
