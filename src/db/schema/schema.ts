import { type DeskTables, deskColumns } from './desk.ts';
import { type FileTables, fileColumns } from './files.ts';
import { type ForgettingTables, forgettingColumns } from './forgetting.ts';
import { type HistoryTables, historyColumns } from './history.ts';
import { type JobTables, jobColumns } from './jobs.ts';
import { type KeyTables, keyColumns } from './keys.ts';
import { type SearchTables, searchColumns } from './search.ts';
import { type SecondFactorTables, secondFactorColumns } from './second-factor.ts';
import { type StaffTables, staffColumns } from './staff.ts';
import { type TalkTables, talkColumns } from './talks.ts';
import { type TipTables, tipColumns } from './tips.ts';
import { type TopicTables, topicColumns } from './topics.ts';
import { type ViewTables, viewColumns } from './views.ts';
import { type WorkTables, workColumns } from './work.ts';

/**
 * What is kept. Times are milliseconds since 1970, UTC; flags are 0 or 1; ids are 128 random bits in hex,
 * but for the tip's number, which is the desk's running number, and the event's, which only orders the log.
 */
export type Schema = TipTables &
  TalkTables &
  WorkTables &
  ViewTables &
  ForgettingTables &
  HistoryTables &
  FileTables &
  JobTables &
  StaffTables &
  SecondFactorTables &
  TopicTables &
  DeskTables &
  SearchTables &
  KeyTables;

/**
 * Every column, and whether content stands in it: nowhere else does any. SQL neither filters nor sorts on content (but
 * for the plain search).
 */
export const COLUMNS = {
  ...tipColumns,
  ...talkColumns,
  ...workColumns,
  ...viewColumns,
  ...forgettingColumns,
  ...historyColumns,
  ...fileColumns,
  ...jobColumns,
  ...staffColumns,
  ...secondFactorColumns,
  ...topicColumns,
  ...deskColumns,
  ...searchColumns,
  ...keyColumns,
};

type Columns = typeof COLUMNS;

/** The columns of a table that hold content; `never` where none does. */
export type ContentColumn<Table extends keyof Schema> = {
  [Column in keyof Columns[Table]]: Columns[Table][Column] extends 'content' ? Column : never;
}[keyof Columns[Table]];

export type ContentTable = {
  [Table in keyof Schema]: [ContentColumn<Table>] extends [never] ? never : Table;
}[keyof Schema];

/** The tables that hold content. */
export const CONTENT_TABLES: readonly string[] = Object.entries(COLUMNS)
  .filter(([, columns]) => Object.values<string>(columns).includes('content'))
  .map(([table]) => table);
