import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import type { Query } from '../../db/database.ts';
import { readNamed } from '../../staff/called.ts';
import { readWord } from '../../unknown.ts';
import { readNote } from '../calls/call-note.ts';
import { CHANNELS } from '../channels.ts';
import { readContent } from '../content.ts';
import { ANSWER_WAYS, type Answer, type Said } from '../said.ts';
import { loadFates } from './load-fates.ts';
import type { Telling } from './telling.ts';

const AT_ONCE = 10;

type MessagesContext = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** What was said of a tip, the first first, which it came with. `files`: those that came with it. */
export async function loadMessages(
  { database: { query }, masters }: MessagesContext,
  tip: number,
  tell: Telling,
): Promise<Said[]> {
  const rows = await loadRows(query, tip);
  const fates = await loadFates(query, tip, rows);
  const files = await query
    .selectFrom('files')
    .select(['id', 'message'])
    .where('tip', '=', tip)
    .orderBy('position')
    .execute();
  const said: Unread[] = [];
  for (const [index, row] of rows.entries()) {
    // Who opens a long talk holds up nobody else.
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurnOfLoop();
    const content = readContent(masters, 'messages', { tip, row: row.id }, row);
    const own = files.filter(({ message }) => (index === 0 && message === null) || message === row.id);
    said.push({
      ...{ id: row.id, at: row.at },
      channel: readWord(CHANNELS, row.channel),
      body: content && tell(content.body),
      files: own.map(({ id }) => id),
      answer: answerIn(row, fates),
      call: content?.call ?? null,
    });
  }
  return withCalls(query, said, tell);
}

type Unread = Omit<Said, 'call'> & { call: string | null };

/** With what staff noted of calls, and who took them. */
async function withCalls(query: Query, said: readonly Unread[], tell: Telling): Promise<Said[]> {
  const notes = said.map(({ call }) => (call === null ? null : readNote(call)));
  const takers = new Set(notes.flatMap(note => note?.taker ?? []));
  const people =
    takers.size === 0
      ? []
      : await query
          .selectFrom('staff')
          .select(['id', 'email', 'name'])
          .where('id', 'in', [...takers])
          .execute();
  return said.map((message, index) => {
    const note = notes[index];
    if (!note) return { ...message, call: null };
    const taker = people.find(({ id }) => id === note.taker);
    const told = {
      taker: readNamed(taker?.email ?? null, taker?.name ?? null),
      consent: note.consent && tell(note.consent),
      place: note.place && tell(note.place),
      happened: note.happened && tell(note.happened),
    };
    return { ...message, call: { ...note, ...told } };
  });
}

const loadRows = (query: Query, tip: number) =>
  query
    .selectFrom('messages')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .leftJoin('staff', 'staff.id', 'messages.staff_id')
    .select(['messages.id', 'channel', 'at', 'body', 'call', 'sealed', 'master', 'salt'])
    .select(['way', 'shown_at', 'read_at', 'taken_away_at', 'staff.email', 'staff.name'])
    .where('messages.tip', '=', tip)
    .orderBy('at')
    .orderBy('messages.id')
    .execute();

type Row = Awaited<ReturnType<typeof loadRows>>[number];

function answerIn(row: Row, fates: Awaited<ReturnType<typeof loadFates>>): Answer | null {
  const become = fates.get(row.id);
  if (become === undefined) return null;
  return {
    by: readNamed(row.email, row.name),
    way: readWord(ANSWER_WAYS, row.way ?? ''),
    ...become,
    ...{ shownAt: row.shown_at, readAt: row.read_at, takenAwayAt: row.taken_away_at },
  };
}
