import { type SqlBool, sql } from 'kysely';

/** Of `files`: its tip's reader sent it, and not staff along with an answer. What is told of a tip's files is told of these alone. */
export const isFromReader = sql<SqlBool>`not exists (
  select messages.id from messages where messages.id = files.message and messages.direction = 'out')`;
