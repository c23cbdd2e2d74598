import { beforeEach, expect, test } from 'vitest';
import type { Passage } from '../../../../bench/torture/fleet/balancer.ts';
import { createRefusals } from '../../../../bench/torture/fleet/refusals.ts';
import { createLedger, type Ledger, type Run } from '../../../../bench/torture/ledger.ts';

const FORM = 'application/x-www-form-urlencoded';

let ledger: Ledger;
let run: Run;
let pass: (more: Partial<Passage> & { type?: string; path?: string; method?: string }) => void;

beforeEach(() => {
  ledger = createLedger(() => {});
  run = ledger.begin(0);
  const watch = createRefusals(ledger);
  pass = ({ type = FORM, path = '/tips', method = 'POST', ...more }) =>
    watch({
      asked: { method, url: path, headers: { 'content-type': type } },
      from: 100,
      to: 200,
      by: 0,
      status: 503,
      ...more,
    });
});

const complaints = () => ledger.violations.map(({ broken, what }) => `${broken}: ${what}`);

test('whoever is turned away while nothing is broken was refused, and so is whom nobody took', () => {
  pass({});
  pass({ path: '/', method: 'GET', status: 503, by: null });
  expect(complaints()).toEqual([
    'refused: POST /tips by server 0 was answered 503',
    'refused: GET / by server null was answered 503',
  ]);
});

test('a good answer, an error of the sender’s and what broke off with a server are no refusals', () => {
  for (const status of [200, 303, 422, null]) pass({ status });
  expect(complaints()).toEqual([]);
});

test('what was in hand while the database was away may fail, and nothing after', () => {
  run.outages.push({ from: 150, to: 300 });
  pass({});
  pass({ from: 301, to: 400, status: 500 });
  expect(complaints()).toEqual(['refused: POST /tips by server 0 was answered 500']);
});

test('while files are refused a tip in words alone must be taken, and one with files need not be', () => {
  run.filesAway.push({ from: 50, to: 300 });
  pass({ type: 'multipart/form-data; boundary=x' });
  pass({ type: FORM });
  expect(complaints()).toEqual(['refused: POST /tips by server 0 was answered 503']);
});

test('a part of an upload that is in hand when a server is told to end may be cut off, and none that comes after', () => {
  run.replaced.push({ from: 150, to: 180 });
  pass({ method: 'PATCH', path: '/uploads/a' });
  pass({ method: 'PATCH', path: '/uploads/b', from: 181, to: 400 });
  pass({ from: 100, to: 400 });
  expect(complaints()).toEqual([
    'refused: PATCH /uploads/b by server 0 was answered 503',
    'refused: POST /tips by server 0 was answered 503',
  ]);
});

test('a part of an upload that comes to another server than the one before is counted', () => {
  for (const by of [0, 1, 1, 2]) pass({ method: 'PATCH', path: '/uploads/a', by, status: 204 });
  pass({ method: 'PATCH', path: '/uploads/b', by: 0, status: 204 });
  expect(ledger.counts.get('uploads that went on at another server')).toBe(2);
});
