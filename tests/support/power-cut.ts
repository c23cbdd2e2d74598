import fs, { existsSync, fstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { type FileHandle, mkdir, open, writeFile } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { whenDone } from './cleanup.ts';
import { temporaryFolder } from './temporary-folder.ts';

type Entry = { name: string; inode: number; isFolder: boolean };

/** What a disk is sure to hold: of each file its bytes, of each folder its names, as they were when it was last synced. */
type Disk = {
  bytes: ReadonlyMap<number, Buffer>;
  names: ReadonlyMap<string, readonly Entry[]>;
  database: Buffer | null;
};

/** An answer as it leaves, and what the disk is sure to hold at that moment. */
export type Answer = { method: string; path: string; status: number; disk: Disk };

/**
 * Watches every sync below a folder, and every answer that leaves. What was written and not synced is lost in a power
 * cut, and so is a name whose folder was not synced. SQLite's main file alone is taken as it stands: SQLite syncs it
 * itself, and only when it takes over the log.
 * With `eachMoment`, also what the disk may hold whenever a sync begins: a name may be there before it is sure to be.
 */
export async function watchDisk(folder: string, { eachMoment = false } = {}) {
  const bytes = new Map<number, Buffer>();
  const names = new Map<string, readonly Entry[]>();
  const database = join(folder, 'jebo.db');
  const now = (): Disk => ({
    bytes: new Map(bytes),
    names: new Map(names),
    database: existsSync(database) ? readFileSync(database) : null,
  });
  const moments: Disk[] = [];
  const noteMoment = (around: string) =>
    moments.push({ ...now(), names: new Map(names).set(relative(folder, around), entriesOf(around)) });

  let syncs = 0;
  const lastBegun = new Map<number, number>();
  /** Of two syncs at once, the one that began later has seen more, whichever ends first. */
  const isNewest = (inode: number, begun: number) => {
    if ((lastBegun.get(inode) ?? 0) > begun) return false;
    lastBegun.set(inode, begun);
    return true;
  };

  /** What stands there when a sync begins is safe when it has ended; what comes in between may not be. */
  const remember: Remember = async (descriptor, sync) => {
    const path = readlinkSync(`/proc/self/fd/${descriptor}`);
    if (!path.startsWith(folder)) return sync();
    const found = fstatSync(descriptor);
    if (eachMoment) noteMoment(found.isDirectory() ? path : dirname(path));
    syncs += 1;
    const begun = syncs;
    if (found.isDirectory()) {
      const entries = entriesOf(path);
      await sync();
      if (isNewest(found.ino, begun)) names.set(relative(folder, path), entries);
    } else {
      const content = readFileSync(`/proc/self/fd/${descriptor}`);
      await sync();
      if (isNewest(found.ino, begun)) bytes.set(found.ino, content);
    }
  };
  await replaceSyncs(remember);
  const answers: Answer[] = [];
  watchAnswers((method, path, status) => answers.push({ method, path, status, disk: now() }));

  return {
    answers,
    moments,
    now,
    /** A folder with what is left after the power was cut. */
    async afterCut({ bytes, names, database }: Disk): Promise<string> {
      const left = await temporaryFolder();
      const restore = async (path: string): Promise<void> => {
        for (const { name, inode, isFolder } of names.get(path) ?? []) {
          const place = join(left, path, name);
          if (isFolder) await mkdir(place);
          else await writeFile(place, (name === 'jebo.db' ? database : bytes.get(inode)) ?? '');
          if (isFolder) await restore(join(path, name));
        }
      };
      await restore('');
      return left;
    },
  };
}

/** What gets another name just now is left out: that name is only safe after a sync of its own. */
function entriesOf(folder: string): Entry[] {
  return readdirSync(folder).flatMap(name => {
    const found = statSync(join(folder, name), { throwIfNoEntry: false });
    return found === undefined ? [] : [{ name, inode: found.ino, isFolder: found.isDirectory() }];
  });
}

type Remember = (descriptor: number, sync: () => Promise<void>) => Promise<void>;

/** A handle's own, and what a stream calls that is told to flush. */
export async function replaceSyncs(remember: Remember) {
  await using any = await open('/proc/self/exe');
  const handles: FileHandle = Object.getPrototypeOf(any);
  for (const name of ['sync', 'datasync'] as const) {
    const original = handles[name];
    handles[name] = function (this: FileHandle) {
      return remember(this.fd, () => original.call(this));
    };
    whenDone(() => {
      handles[name] = original;
    });
  }
  const { fsync } = fs;
  const watched = (descriptor: number, done: fs.NoParamCallback) => {
    remember(descriptor, () => promisify(fsync)(descriptor)).then(() => done(null), done);
  };
  Object.assign(fs, { fsync: watched });
  whenDone(() => void Object.assign(fs, { fsync }));
}

function watchAnswers(onAnswer: (method: string, path: string, status: number) => void) {
  const original = ServerResponse.prototype.end;
  const watched = function (this: ServerResponse, ...given: Parameters<typeof original>) {
    if (!this.writableEnded) onAnswer(this.req.method ?? '', this.req.url ?? '', this.statusCode);
    return original.apply(this, given);
  };
  Object.assign(ServerResponse.prototype, { end: watched });
  whenDone(() => void Object.assign(ServerResponse.prototype, { end: original }));
}
