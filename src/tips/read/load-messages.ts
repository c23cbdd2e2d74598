import { setImmediate as nextTurnOfLoop } from 'node:timers/promises';
import type { Context } from '../../context.ts';
import { readWord } from '../../unknown.ts';
import { CHANNELS } from '../channels.ts';
import { readContent } from '../content.ts';
import type { Said } from '../said.ts';
import type { Telling } from './load.ts';

const AT_ONCE = 10;

type MessagesContext = Pick<Context, 'masters'> & { database: Pick<Context['database'], 'query'> };

/** What was said of a tip, the first first, which it came with. `files`: those that came with it. */
export async function loadMessages(
  { database: { query }, masters }: MessagesContext,
  tip: number,
  tell: Telling,
): Promise<Said[]> {
  const rows = await query
    .selectFrom('messages')
    .leftJoin('tip_keys', 'tip_keys.tip', 'messages.tip')
    .select(['id', 'direction', 'channel', 'at', 'body', 'sealed', 'master', 'salt'])
    .where('messages.tip', '=', tip)
    .orderBy('at')
    .orderBy('id')
    .execute();
  const files = await query
    .selectFrom('files')
    .select(['id', 'message'])
    .where('tip', '=', tip)
    .orderBy('position')
    .execute();
  const said: Said[] = [];
  for (const [index, row] of rows.entries()) {
    // Who opens a long talk holds up nobody else.
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurnOfLoop();
    const content = readContent(masters, 'messages', { tip, row: row.id }, row);
    const own = files.filter(({ message }) => (index === 0 && message === null) || message === row.id);
    said.push({
      ...{ id: row.id, at: row.at, isFromReader: row.direction === 'in' },
      channel: readWord(CHANNELS, row.channel),
      body: content && tell(content.body),
      files: own.map(({ id }) => id),
    });
  }
  return said;
}
