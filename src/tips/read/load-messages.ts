import type { Context } from '../../context.ts';
import { readWord } from '../../unknown.ts';
import { CHANNELS } from '../channels.ts';
import { readContent } from '../content.ts';
import type { Said } from '../said.ts';
import type { Telling } from './load.ts';

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
  return rows.map((row, index) => {
    const content = readContent(masters, 'messages', { tip, row: row.id }, row);
    const own = files.filter(({ message }) => (index === 0 && message === null) || message === row.id);
    return {
      ...{ id: row.id, at: row.at, isFromReader: row.direction === 'in' },
      channel: readWord(CHANNELS, row.channel),
      body: content && tell(content.body),
      files: own.map(({ id }) => id),
    };
  });
}
