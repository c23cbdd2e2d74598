import { randomId } from '../../crypto/ids.ts';
import type { Log } from '../../log.ts';
import { isAtLeast, VERSION } from '../../version.ts';
import type { Database } from '../database.ts';
import { LEAST_VERSION } from '../desk-facts.ts';
import { DatabaseAway } from '../troubles.ts';
import {
  READABLE_FROM,
  raiseLeastVersion,
  readLeastVersion,
  refuseBelow,
  VersionTooOld,
} from './least-version.ts';
import { dropProcess, GONE_AFTER, isAnyOlder, noteProcess } from './processes.ts';

/** Milliseconds. */
const EVERY = 15_000;
/** Less than after which the others take it for gone: a stopped process that goes on looks first whether it still may. */
const FRESH_FOR = GONE_AFTER - EVERY;

/** This process as the others of the desk see it, and whether it may still serve. */
export type SignOfLife = {
  /** Notes the process, and goes on to do so. @throws {VersionTooOld} */
  begin(): Promise<void>;
  /** Null while this version may serve. Known within 15 s, and at once where the processes hear each other. */
  tooOld(): VersionTooOld | null;
  /** Called once, when it may no more. */
  whenTooOld(then: (reason: VersionTooOld) => void): void;
  /** True without a look for 45 s after each sign. */
  isFresh(): boolean;
  /** Looks where that is over. @throws {VersionTooOld}, and what keeps the database from answering. */
  confirm(): Promise<void>;
  end(): Promise<void>;
};

/** `secretKey`: as `keyMark` says it. */
type Parts = {
  database: Database;
  log: Log;
  secretKey?: string;
  version?: string;
  every?: number;
  freshFor?: number;
};

export function createSignOfLife({ database, log, ...parts }: Parts): SignOfLife {
  const id = randomId();
  const tooOld = Promise.withResolvers<VersionTooOld>();
  let reason: VersionTooOld | null = null;
  const { sign, age, underWay } = createSigns(database, {
    id,
    version: parts.version ?? VERSION,
    secretKey: parts.secretKey ?? null,
  });
  const signAndHear = () =>
    sign().catch(error => {
      if (error instanceof VersionTooOld) {
        reason ??= error;
        tooOld.resolve(reason);
      }
      throw error;
    });
  const signNow = createRepeated(signAndHear, log);
  const isFresh = () => reason === null && age() < (parts.freshFor ?? FRESH_FOR);
  // Whatever keeps it from being dropped, the others will take it for gone.
  const drop = () => dropProcess(database, id).catch(() => {});
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;

  return {
    async begin() {
      await signAndHear().catch(error => drop().then(() => Promise.reject(error)));
      timer = setInterval(signNow, parts.every ?? EVERY);
      database.subscribe(LEAST_VERSION, () => isOver || signNow());
    },
    tooOld: () => reason,
    whenTooOld: then => void tooOld.promise.then(then),
    isFresh,
    async confirm() {
      if (reason !== null) throw reason;
      if (isFresh()) return;
      await signAndHear().catch(async error => {
        // Nobody can raise the mark of a database that can only be read, and what it says is still heard.
        if (!(error instanceof DatabaseAway && error.isReadable)) throw error;
        refuseBelow(await readLeastVersion(database.query), parts.version ?? VERSION);
      });
    },
    async end() {
      isOver = true;
      clearInterval(timer);
      await underWay();
      await drop();
    },
  };
}

/** One sign at a time: whoever asks while one is under way shares the next, which looks at the mark afterwards. */
type Signed = { id: string; version: string; secretKey: string | null };

function createSigns(database: Database, signed: Signed) {
  const { version } = signed;
  let last = Number.NEGATIVE_INFINITY;
  let current: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;

  async function sign() {
    const begun = performance.now();
    await noteProcess(database, signed);
    const least = await readLeastVersion(database.query);
    refuseBelow(least, version);
    last = begun;
    if (least === null || !isAtLeast(least, READABLE_FROM)) await raiseWhereAlone(database);
  }
  return {
    sign() {
      next ??= current
        .catch(() => {})
        .then(() => {
          next = null;
          current = sign();
          return current;
        });
      return next;
    },
    /** Milliseconds since the last that came through. */
    age: () => performance.now() - last,
    underWay: () => (next ?? current).catch(() => {}),
  };
}

/** Of signs that fail one after the other, the first is told. */
function createRepeated(sign: () => Promise<void>, log: Log): () => void {
  let isSilent = false;
  return () =>
    void sign().then(
      () => {
        isSilent = false;
      },
      error => {
        if (!isSilent && !(error instanceof VersionTooOld))
          log.warn({ error }, 'no sign of life could be given, and others may take this process for gone');
        isSilent = true;
      },
    );
}

async function raiseWhereAlone(database: Database): Promise<void> {
  if (!(await isAnyOlder(database, READABLE_FROM))) await raiseLeastVersion(database, READABLE_FROM);
}
