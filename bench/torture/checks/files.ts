import type { Masters } from '../../../src/crypto/masters.ts';
import { type FileSeal, sealOfTip } from '../../../src/files/sealed/stored-as.ts';
import type { Ledger, SentUpload } from '../ledger.ts';
import { sha256 } from '../load/made-tip.ts';
import type { Kept } from '../stores/store.ts';
import type { KeptFile, Observed, TipRecord } from './observed.ts';
import { bytesInPlace, sha256OfSent } from './opened.ts';

/**
 * Every file of a tip is kept as it was sent, and every byte of an upload that was acknowledged; of what is forgotten nothing.
 * Bytes are read once for each file, and once more where `thoroughly`.
 */
export function createFilesCheck(ledger: Ledger) {
  const read = new Set<string>();
  /** Files that a tip was seen to have. */
  const owners = new Map<string, number>();

  return async (observed: Observed, masters: Masters, thoroughly: boolean): Promise<void> => {
    for (const { id, tip } of observed.kept.files) owners.set(id, tip);
    for (const [number, { sent }] of observed.records)
      for (const id of sent?.filesSeen ?? []) owners.set(id, number);
    for (const { file, thumbnail, copy } of observed.kept.inspections)
      for (const made of [thumbnail, copy]) if (made !== null) owners.set(made, owners.get(file) ?? 0);
    for (const row of observed.kept.files) {
      const { id, tip, size, sha256 } = row;
      const found = observed.files.get(id);
      const sent = { id, size, seal: sealOf(observed.kept, row), arrived: size, progress: null };
      const length = bytesInPlace(sent, size);
      if (found?.isWhole !== true || found.size !== length)
        ledger.complain(
          'lost',
          `file ${id} of tip ${tip}: ${length} bytes, found ${found?.size ?? 'nothing'}`,
        );
      else if ((thoroughly || !read.has(id)) && (await sha256OfSent(masters, found, sent)) !== sha256)
        ledger.complain('lost', `file ${id} of tip ${tip} holds other bytes`);
      read.add(id);
    }
    for (const { thumbnail, copy } of observed.kept.inspections)
      for (const made of [thumbnail, copy])
        if (made !== null && observed.files.get(made)?.isWhole !== true)
          ledger.complain('half', `${made} was made and is gone`);
    await checkUploads(observed, ledger, masters, thoroughly);
    checkForgotten(observed, ledger, owners);
  };
}

function sealOf({ tip_keys }: Kept, file: Kept['files'][number]): FileSeal | null {
  return sealOfTip(file, tip_keys.find(row => row.tip === file.tip) ?? null);
}

async function checkUploads(
  { kept, files }: Observed,
  ledger: Ledger,
  masters: Masters,
  thoroughly: boolean,
): Promise<void> {
  const rows = new Map(kept.uploads.map(row => [row.id, row]));
  for (const sent of ledger.uploads) {
    const row = rows.get(sent.id);
    const wrong = (what: string) =>
      ledger.complain('lost', `upload ${sent.id} of ${sent.size} bytes: ${what}`);
    if (row === undefined) {
      if (!sent.mayBeGone) wrong('it is not there');
      continue;
    }
    if (row.arrived < sent.acknowledged) wrong(`${row.arrived} of ${sent.acknowledged} are left`);
    if (row.sha256 !== null && row.sha256 !== sent.sha256) wrong('it is held for another one');
    const file = files.get(sent.id);
    const { id, size, arrived, progress, wrapped, master } = row;
    const seal = wrapped === null || master === null ? null : { master, salt: null, wrapped };
    const upload = { id, size, seal, arrived, progress };
    const length = bytesInPlace(upload, arrived);
    if ((file?.size ?? 0) < length) wrong(`${file?.size ?? 0} of ${length} are kept`);
    else if (thoroughly && file !== undefined && !(await holds(masters, file, sent, upload)))
      wrong('it holds other bytes');
  }
}

type Upload = Parameters<typeof sha256OfSent>[2];

async function holds(
  masters: Masters,
  file: KeptFile,
  { bytes }: SentUpload,
  upload: Upload,
): Promise<boolean> {
  return (await sha256OfSent(masters, file, upload)) === sha256(bytes().subarray(0, upload.arrived));
}

/** Where staff were told that a tip is forgotten, its files are gone by then. */
function checkForgotten(
  { records, files }: Observed,
  { complain }: Ledger,
  owners: ReadonlyMap<string, number>,
) {
  for (const id of files.keys()) {
    const tip = owners.get(id);
    const record = tip === undefined ? undefined : records.get(tip);
    if (record !== undefined && isSurelyForgotten(record))
      complain('half', `file ${id} of forgotten tip ${tip} is still kept`);
  }
}

const isSurelyForgotten = ({ sent }: TipRecord) => sent?.forgetting?.is === 'acknowledged';

/** Files that no row names: what a crash has left, until the sweep. */
export function orphansIn({ kept, files }: Pick<Observed, 'kept' | 'files'>): string[] {
  const known = new Set<string | null>([
    ...kept.files.map(({ id }) => id),
    ...kept.uploads.map(({ id }) => id),
    ...kept.inspections.flatMap(({ thumbnail, copy }) => [thumbnail, copy]),
  ]);
  return [...files.keys()].filter(id => !known.has(id));
}
