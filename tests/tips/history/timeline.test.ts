import { expect, test } from 'vitest';
import { timelineOf } from '../../../src/tips/history/timeline.ts';
import type { Note, TipEvent } from '../../../src/tips/tip.ts';

const MINUTE = 60_000;
const minji = { email: 'minji@newsroom.example', name: '김민지' };
const junho = { email: 'junho@newsroom.example', name: '이준호' };

/** `at`: in minutes. */
const event = (kind: TipEvent['kind'], at: number, by: TipEvent['by'] = minji): TipEvent => ({
  ...{ id: at, kind, by, file: null, at: at * MINUTE },
});
const note = (body: string, at: number, by = minji): Note => ({ id: body, body, by, at: at * MINUTE });

function linesOf(events: readonly TipEvent[], notes: readonly Note[] = []): string[] {
  return timelineOf({ events, notes, viewer: minji.email }).map(entry => {
    if (entry.is === 'note') return `note ${entry.note.body}`;
    if (entry.is === 'since') return 'since';
    if (entry.is === 'message') return 'message';
    return `${entry.event.kind} ${entry.event.at / MINUTE}${entry.count > 1 ? ` ×${entry.count}` : ''}`;
  });
}

test('A note stands where it was written, and tells by itself whom it calls', () => {
  const events = [
    event('received', 0, null),
    event('opened', 1),
    event('noted', 2),
    event('mentioned', 2),
    event('mentioned', 2),
    event('closed', 3),
    event('noted', 3, junho),
  ];
  const lines = linesOf(events, [note('first', 2), note('last', 3, junho)]);
  expect(lines).toEqual(['received 0', 'opened 1', 'note first', 'closed 3', 'note last']);
});

test('Of a note that is gone the history tells that it was there', () => {
  expect(linesOf([event('noted', 2), event('mentioned', 2), event('forgotten', 9)])).toEqual([
    'noted 2',
    'mentioned 2',
    'forgotten 9',
  ]);
});

test('A note of which the history does not tell stands at the end', () => {
  expect(linesOf([event('received', 0, null)], [note('lost', 5)])).toEqual(['received 0', 'note lost']);
});

test('What one person does again within minutes is told once, by the last of it', () => {
  const events = [
    event('tags changed', 1),
    event('tags changed', 5),
    event('viewed', 6, junho),
    event('tags changed', 14),
    event('tags changed', 15, junho),
    event('tags changed', 40, junho),
    event('closed', 41),
    event('closed', 41),
  ];
  expect(linesOf(events)).toEqual([
    'tags changed 14 ×3',
    'tags changed 15',
    'tags changed 40',
    'closed 41',
    'closed 41',
  ]);
});

test('The line stands before the first thing that others did since the viewer last looked', () => {
  const events = [
    event('received', 0, null),
    event('viewed', 10),
    event('opened', 11),
    event('tags changed', 60, junho),
    event('tags changed', 61, junho),
    event('viewed', 90),
  ];
  expect(linesOf(events)).toEqual(['received 0', 'opened 11', 'since', 'tags changed 61 ×2']);
});

test('Who loads the page again within half an hour still sees what was new', () => {
  const before = [event('viewed', 0), event('checked', 50, junho), event('viewed', 90)];
  expect(linesOf([...before, event('viewed', 91), event('viewed', 120)])).toEqual(['since', 'checked 50']);
  expect(linesOf([...before, event('viewed', 91), event('viewed', 121)])).toEqual(['checked 50']);
});

test('What came while somebody went on looking is new to their next look', () => {
  const events = [event('viewed', 0), event('viewed', 20), event('checked', 25, junho), event('viewed', 45)];
  expect(linesOf(events)).toEqual(['since', 'checked 25']);
});

test.each([
  ['who has never looked before', [event('received', 0, null), event('viewed', 5)]],
  ['what one did oneself', [event('viewed', 0), event('closed', 1), event('viewed', 90)]],
  ['who else has read it', [event('viewed', 0), event('viewed', 50, junho), event('viewed', 90)]],
  ['what stood there already', [event('checked', 0, junho), event('viewed', 5), event('viewed', 90)]],
])('No line stands for %s', (_what, events) => {
  expect(linesOf(events)).not.toContain('since');
});

test('An event of a newer version is told in its place', () => {
  expect(timelineOf({ events: [event({ unknown: 'rung' }, 1)], notes: [], viewer: '' })).toMatchObject([
    { event: { kind: { unknown: 'rung' } } },
  ]);
});

test('What its reader has said since stands where it came', () => {
  const said = (body: string, at: number) => ({
    ...{ id: body, body, at: at * MINUTE, channel: 'form' as const, files: [], answer: null, call: null },
  });
  const events = [event('received', 0, null), event('opened', 1), event('reader wrote', 2, null)];
  const entries = timelineOf({
    events,
    notes: [],
    messages: [said('first', 0), said('more', 2)],
    viewer: '',
  });
  expect(entries.map(entry => (entry.is === 'message' ? entry.message.body : entry.is))).toEqual([
    'event',
    'event',
    'more',
  ]);
});
