import { expect, test } from 'vitest';
import { askedQuery, EVERYDAY, filterQuery, readFilter } from '../../../src/tips/list/filter.ts';

const FULL = {
  ...{ view: 'open', state: 'open', outcome: 'used', topic: 'incidents', channel: 'form' },
  ...{ assignee: 'me', tag: '화재', talk: 'waiting', has: ['media', 'contact'], unread: 'on' },
  ...{ from: '2026-11-01', to: '2026-11-28', sort: 'important' },
};

test('An address without a word asks for new tips, the newest first', () => {
  const { sort: _sort, ...unsaid } = EVERYDAY;
  expect(readFilter({ state: '', has: [''] })).toEqual({ filter: unsaid, wrong: [] });
  expect(EVERYDAY).toMatchObject({ view: 'new', sort: 'newest' });
  expect(filterQuery(EVERYDAY)).toEqual([]);
});

test('What is read of an address is written the same way', () => {
  const { filter, wrong } = readFilter(FULL);
  expect(wrong).toEqual([]);
  const query = askedQuery(filter);
  expect(Object.fromEntries(query.filter(([name]) => name !== 'has'))).toEqual({ ...FULL, has: undefined });
  expect(query.filter(([name]) => name === 'has')).toEqual(FULL.has.map(having => ['has', having]));
});

test('What says nothing that is known is named, and all else is asked', () => {
  const { filter, wrong } = readFilter({
    ...FULL,
    view: ['open', 'x'],
    has: ['media', 'x'],
    from: '2026-02-30',
    to: ['a', 'b'],
  });
  expect(wrong).toEqual(['view', 'has', 'from', 'to']);
  expect(filter).toMatchObject({ view: 'new', has: [], state: 'open', sort: 'important' });
  expect([filter.from, filter.to]).toEqual([undefined, undefined]);
});
