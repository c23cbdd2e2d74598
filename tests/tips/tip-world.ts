import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { readFormFields } from '../../src/channels/form/fields.ts';
import { toSubmission } from '../../src/channels/form/to-submission.ts';
import { readConfig } from '../../src/config/config.ts';
import type { Context } from '../../src/context.ts';
import { openDatabase } from '../../src/db/open.ts';
import { createSignOfLife } from '../../src/db/versions/sign-of-life.ts';
import { openFiles } from '../../src/files/open-files.ts';
import type { FileStore } from '../../src/files/store.ts';
import { createUploads } from '../../src/files/uploads/uploads.ts';
import { createLog } from '../../src/log.ts';
import { openLiveSettings } from '../../src/settings/live-settings.ts';
import { toViewer, type Viewer } from '../../src/staff/access.ts';
import { addStaff } from '../../src/staff/accounts/accounts.ts';
import { type Received, receiveTip } from '../../src/tips/intake/receive-tip.ts';
import type { TipFile } from '../../src/tips/tip.ts';
import { freshFilesSettings } from '../support/buckets.ts';
import { whenDone } from '../support/cleanup.ts';
import { createClock } from '../support/clock.ts';
import { freshSettings } from '../support/databases.ts';
import { makeKeptKeys } from '../support/keys.ts';
import { sealedOn, unsealedOn } from '../support/sealed-files.ts';
import { databaseSettings, type Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `by`: the desk that takes it. */
type Submit = (
  fields: Record<string, string | string[]>,
  files?: readonly TipFile[],
  uploaded?: readonly TipFile[],
  by?: Context,
) => Promise<Received>;

export type TipWorld = Awaited<ReturnType<typeof createTipWorld>>;

/** A desk without pages or mail: a fresh database, a folder for files, a clock that stands still, one member of staff. */
export async function createTipWorld(more: Settings = {}) {
  const clock = createClock();
  const folder = await temporaryFolder();
  const settings = await freshSettings({ dataDir: folder });
  const database = await openDatabase(settings, folder);
  whenDone(() => database.close());
  const own = { ...databaseSettings(settings), ...(await freshFilesSettings()), ...more };
  const place = readConfig({
    DATA_DIR: folder,
    DISK_RESERVE: '0',
    SECRET_KEY: randomBytes(32).toString('base64'),
    NEWSROOM_INBOX: 'desk@newsroom.example, night@newsroom.example',
    ...own,
  });
  const keys = await makeKeptKeys(database, place);
  const store = await openFiles(place, { database, clock });
  whenDone(() => store.close());
  const files = sealedOn(store, keys.masters, { isFar: place.files.kept === 's3', database });
  const log = createLog(() => {});
  const liveSettings = await openLiveSettings(place, { database, log });
  whenDone(() => liveSettings.close());
  const desk: Context = {
    settings: liveSettings.settings,
    liveSettings,
    database,
    files,
    uploads: createUploads({ database, files, masters: keys.masters, clock }),
    ...keys,
    maySeal: async () => true,
    mailMark: 'k3m9',
    life: createSignOfLife({ database, log }),
    clock,
    log,
    countTip: () => {},
    unopened: () => 0,
  };

  return {
    desk,
    clock,
    folder,
    /** The same, as whoever backs it up finds it. */
    place,
    viewer: await addViewer(desk, 'editor@newsroom.example'),
    ...toTips(desk, store),
  };
}

/** The ways in of a desk, which may be another process beside. */
export function toTips(desk: Context, store: FileStore) {
  const { settings, masters, clock } = desk;
  const submit: Submit = (fields, files = [], uploaded = [], by = desk) =>
    receiveTip(
      by,
      toSubmission(readFormFields(fields), {
        lang: 'ko',
        timeZone: settings.newsroom.timeZone,
        now: clock(),
      }),
      { taken: files, uploaded },
    );
  return {
    submit,
    /** What is written by it stands in plain, as an older version writes. */
    asOlder: { ...desk, maySeal: async () => false, files: unsealedOn(store, masters) },
    async takeFile(content: string, name = '사진.jpg', by = desk): Promise<TipFile> {
      const taken = await by.files.take(Readable.from([Buffer.from(content)]), 1_000_000);
      if (taken === null) throw new Error('the file was too large');
      return { ...taken, name, claimedType: 'image/jpeg' };
    },
  };
}

export async function addViewer(desk: Pick<Context, 'database' | 'clock'>, email: string): Promise<Viewer> {
  const account = await desk.database.write(trx =>
    addStaff(trx, { email, passwordHash: null, now: desk.clock() }),
  );
  return toViewer({ ...account, role: 'admin', topics: [] });
}

/** A finished upload, as a form names it. */
export async function upload({ uploads }: TipWorld['desk']): Promise<TipFile> {
  const file = { name: 'v.mp4', claimedType: 'video/mp4', size: 5 };
  const { id } = await uploads.begin(file);
  await uploads.proceed(id, 0, Readable.from([Buffer.from(id.slice(0, 5))]));
  const whole = await uploads.find(id);
  if (whole === null) throw new Error('it is gone');
  return { ...file, id, sha256: whole.sha256 ?? '', crc32: whole.crc32, seal: whole.seal };
}
