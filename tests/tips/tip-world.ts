import { Readable } from 'node:stream';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { takeFile } from '../../src/files/take-file.ts';
import { createUploads } from '../../src/files/uploads.ts';
import { deriveKeys } from '../../src/privacy/keys.ts';
import { addStaff } from '../../src/staff/accounts.ts';
import type { Viewer } from '../../src/staff/viewer.ts';
import type { Desk } from '../../src/tips/desk.ts';
import { receiveTip } from '../../src/tips/receive.ts';
import { readFormFields, toSubmission } from '../../src/tips/submission.ts';
import type { TipFile } from '../../src/tips/tip.ts';
import { freshFilesSettings } from '../support/buckets.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock } from '../support/clock.ts';
import { freshSettings } from '../support/databases.ts';
import { databaseSettings, type Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

export type TipWorld = Awaited<ReturnType<typeof createTipWorld>>;

/** A desk without pages or mail: a fresh database, a folder for files, a clock that stands still, one member of staff. */
export async function createTipWorld(more: Settings = {}) {
  const clock = createClock();
  const folder = await temporaryFolder();
  const settings = await freshSettings();
  const database = await openDatabase(settings, folder);
  whenDone(() => database.close());
  const own = { ...databaseSettings(settings), ...(await freshFilesSettings()), ...more };
  const place = readConfig({ DATA_DIR: folder, DISK_RESERVE: '0', ...own });
  const files = await openFiles(place, { database, clock });
  whenDone(() => files.close());
  const recalled: number[] = [];
  const desk: Desk = {
    database,
    files,
    uploads: createUploads({ database, files, clock }),
    keys: deriveKeys(Buffer.alloc(32, 1)),
    clock,
    inbox: ['desk@newsroom.example', 'night@newsroom.example'],
    timeZone: 'Asia/Seoul',
    scansFiles: false,
    recallMails: async tip => void recalled.push(tip),
    wakeOutbox: () => {},
  };

  return {
    desk,
    clock,
    folder,
    /** The same, as whoever backs it up finds it. */
    place,
    recalled,
    viewer: await addViewer(desk, 'editor@newsroom.example'),
    submit: (fields: Record<string, string | string[]>, files: readonly TipFile[] = []) =>
      receiveTip(
        desk,
        toSubmission(readFormFields(fields), { lang: 'ko', timeZone: desk.timeZone, now: clock() }),
        { taken: files, uploaded: [] },
      ),
    async takeFile(content: string, name = '사진.jpg'): Promise<TipFile> {
      const taken = await takeFile(desk.files, Readable.from([Buffer.from(content)]), 1_000_000);
      if (taken === null) throw new Error('the file was too large');
      return { ...taken, name, claimedType: 'image/jpeg' };
    },
  };
}

export async function addViewer(desk: Desk, email: string): Promise<Viewer> {
  const account = await desk.database.write(trx =>
    addStaff(trx, { email, passwordHash: null, now: desk.clock() }),
  );
  return { staffId: account.id, email: account.email };
}
