import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { createChance } from '../../bench/torture/chance.ts';
import { createLedger } from '../../bench/torture/ledger.ts';
import { makeTip } from '../../bench/torture/load/made-tip.ts';
import { sendTip } from '../../bench/torture/load/send-tip.ts';
import { whenDone } from '../support/cleanup.ts';

/** What is complained of when the desk answers every tip with this status, in a life in which something is broken or not. */
async function complaints(status: number, isBroken: boolean): Promise<string[]> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(status).end('no'));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  whenDone(() => void server.close());
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const ledger = createLedger(() => {});
  const life = ledger.begin(0);
  if (isBroken) life.outages.push({ from: 0, to: Number.POSITIVE_INFINITY });
  const desk = { url, now: Date.now, latest: Date.now, whenUp: async () => {} };
  const stop = new AbortController();
  const chance = createChance('a reader');
  const sending = sendTip({ desk, ledger, chance, signal: stop.signal }, { tip: makeTip(chance, []) });
  // One of its lines may break before the answer.
  await expect
    .poll(() => ledger.counts.get(`posts answered ${status}`), { timeout: 20_000 })
    .toBeGreaterThan(0);
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
