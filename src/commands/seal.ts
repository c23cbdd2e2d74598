import type { Config } from '../config/config.ts';
import { databaseSize } from '../db/catalog.ts';
import type { Database, Write } from '../db/database.ts';
import { dropFactIf, PLAIN_PAGES, readFact } from '../db/desk-facts.ts';
import { freeSpace } from '../disk.ts';
import { noteDeskEvent } from '../history/note-desk-event.ts';
import { formatSize } from '../i18n/size.ts';
import { countPlainFiles } from '../tips/sealing/plain-files.ts';
import { countPlain, countPlainUploads } from '../tips/sealing/plain-left.ts';
import { type Command, parseNone } from './command.ts';
import { onDesk } from './on-desk.ts';

/** Why the database is not rewritten now: a sentence or two for the operator. */
export class SealingRefused extends Error {
  override name = 'SealingRefused';
}

/** Bytes a second, of a slow disk: what is told is rather too long. */
const PACE = 20_000_000;

const size = (bytes: number) => formatSize(bytes, 'en');

const COPIES =
  'What was copied before stays as it was: backups, dumps, replicas, snapshots of the disk, and with PostgreSQL its archived log, hold in plain what an older version wrote, until they are thrown away.';

/** `seal finish`: tells what it takes, and does it with `--yes`. Killed anywhere, it is begun again. */
export const finishSealing: Command = async args => {
  const { yes = false } = parseNone(args, { yes: { type: 'boolean' } });
  return onDesk(async ({ config, database }) => {
    const plain = await countPlain(database.query);
    if (plain > 0)
      throw new SealingRefused(
        `${plain} ${plain === 1 ? 'tip stands' : 'tips stand'} in plain still. The desk seals them while it serves, once no older version is at work: start it, and come back when its start, or jebo_plain on /metrics, tells of none.`,
      );
    const noted = await readFact(database.query, PLAIN_PAGES);
    if (noted === null)
      return { lines: ['Nothing is to be done: no older page of the database holds a tip in plain.'] };
    const bytes = await databaseSize(database);
    if (!yes) return { lines: [...(await aboutFiles(database)), ...whatItTakes(database, bytes)] };
    await refuseWithoutRoom(config, database, bytes);
    await rewrite(database);
    // What was moved meanwhile, as after a restore, has noted itself anew.
    await database.write(async trx => {
      await dropNote(trx, noted);
      await noteDeskEvent(trx, { kind: 'sealing finished', by: null, at: Date.now() });
    });
    const now = await databaseSize(database);
    return {
      lines: [
        `The database is rewritten, ${size(bytes)} before and ${size(now)} now; its files hold no tip in plain.`,
        ...(await aboutFiles(database)),
        ...aboutLog(database),
        COPIES,
      ],
    };
  });
};

/** Uploads that stand in plain still leave older pages when they go, and are noted nowhere else. */
async function dropNote(trx: Write, noted: string) {
  if ((await countPlainUploads(trx)) === 0) await dropFactIf(trx, PLAIN_PAGES, noted);
}

/** SQLite makes a second file, and writes that into its log. */
const roomFor = (bytes: number) => 2 * bytes;

function whatItTakes({ engine }: Database, bytes: number): string[] {
  const minutes = Math.ceil(bytes / PACE / 60);
  return [
    'All tips are sealed, but older pages of the database’s files may hold some in plain. This rewrites them.',
    `The database takes ${size(bytes)}. Rewriting it takes about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} or less, and ${engine === 'sqlite' ? `${size(roomFor(bytes))} of room in DATA_DIR meanwhile, above DISK_RESERVE` : `up to ${size(roomFor(bytes))} of room where PostgreSQL keeps its data and its log`}.`,
    'Nobody can use the database meanwhile: stop the desk, or senders are told to come again. Broken off, it changes nothing, and may be begun again.',
    COPIES,
    'To begin: npm run jebo -- seal finish --yes',
  ];
}

async function refuseWithoutRoom({ dataDir, limits }: Config, { engine }: Database, bytes: number) {
  // Of PostgreSQL's disk nobody tells us; it refuses by itself.
  if (engine === 'postgres') return;
  const [free, needed] = [await freeSpace(dataDir), roomFor(bytes) + limits.diskReserve];
  if (free < needed)
    throw new SealingRefused(
      `${size(free)} are free where DATA_DIR is, and ${size(needed)} are needed, DISK_RESERVE among them. Nothing was changed.`,
    );
}

async function rewrite(database: Database) {
  if (!(await database.rewrite()))
    throw new SealingRefused(
      'Somebody, such as a backup, still reads the database as it was, so that older pages are kept for them. Try again once they have ended.',
    );
}

/** A file that is damaged stays as it is, so they are not waited for. */
async function aboutFiles({ query }: Database): Promise<string[]> {
  const [files, uploads] = [await countPlainFiles(query), await countPlainUploads(query)];
  return [
    ...(files === 0
      ? []
      : [
          `${files} ${files === 1 ? 'file of before stands' : 'files of before stand'} in plain still, the names too. Once the desk has sealed these, it asks for this command again.`,
        ]),
    ...(uploads === 0
      ? []
      : [
          `${uploads} ${uploads === 1 ? 'upload on its way stands' : 'uploads on their way stand'} in plain still, the names too. Run this command again once they are gone, within a week: until then older pages stay noted.`,
        ]),
  ];
}

const aboutLog = ({ engine }: Database) =>
  engine === 'postgres'
    ? [
        'PostgreSQL’s own log (pg_wal) holds what was written before until PostgreSQL writes over it, with the next tips.',
      ]
    : [];
