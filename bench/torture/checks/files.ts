import type { Ledger, SentUpload } from '../ledger.ts';
import { sha256 } from '../load/made-tip.ts';
import type { Folder, KeptFile, Seen } from './seen.ts';

/**
 * Every file of a tip is kept as it was sent, and every byte of an upload that was acknowledged; of what is forgotten nothing.
 * Bytes are read once for each file, and once more where `thoroughly`.
 */
export function createFilesCheck(ledger: Ledger) {
  const read = new Set<string>();
  /** Files that a tip was seen to have. */
  const owners = new Map<string, number>();

  return async (seen: Seen, thoroughly: boolean): Promise<void> => {
    for (const { id, tip } of seen.kept.files) owners.set(id, tip);
    for (const [number, { sent }] of seen.folders)
      for (const id of sent?.filesSeen ?? []) owners.set(id, number);
    for (const { file, thumbnail, copy } of seen.kept.inspections)
      for (const made of [thumbnail, copy]) if (made !== null) owners.set(made, owners.get(file) ?? 0);
    for (const { id, tip, size, sha256 } of seen.kept.files) {
      const found = seen.files.get(id);
      if (found?.isWhole !== true || found.size !== size)
        ledger.complain('lost', `file ${id} of tip ${tip}: ${size} bytes, found ${found?.size ?? 'nothing'}`);
      else if ((thoroughly || !read.has(id)) && (await found.sha256Of(size)) !== sha256)
        ledger.complain('lost', `file ${id} of tip ${tip} holds other bytes`);
      read.add(id);
    }
    for (const { thumbnail, copy } of seen.kept.inspections)
      for (const made of [thumbnail, copy])
        if (made !== null && seen.files.get(made)?.isWhole !== true)
          ledger.complain('half', `${made} was made and is gone`);
    await checkUploads(seen, ledger, thoroughly);
    checkForgotten(seen, ledger, owners);
  };
}

async function checkUploads({ kept, files }: Seen, ledger: Ledger, thoroughly: boolean): Promise<void> {
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
    if ((file?.size ?? 0) < row.arrived) wrong(`${file?.size ?? 0} of ${row.arrived} are kept`);
    else if (thoroughly && file !== undefined && !(await holds(file, sent, row.arrived)))
      wrong('it holds other bytes');
  }
}

async function holds(file: KeptFile, { bytes }: SentUpload, arrived: number): Promise<boolean> {
  return (await file.sha256Of(arrived)) === sha256(bytes().subarray(0, arrived));
}

/** Where staff were told that a tip is forgotten, its files are gone by then. */
function checkForgotten({ folders, files }: Seen, { complain }: Ledger, owners: ReadonlyMap<string, number>) {
  for (const id of files.keys()) {
    const tip = owners.get(id);
    const folder = tip === undefined ? undefined : folders.get(tip);
    if (folder !== undefined && isSurelyForgotten(folder))
      complain('half', `file ${id} of forgotten tip ${tip} is still kept`);
  }
}

const isSurelyForgotten = ({ sent }: Folder) => sent?.forgetting?.is === 'acknowledged';

/** Files that no row names: what a crash has left, until the sweep. */
export function orphansIn({ kept, files }: Pick<Seen, 'kept' | 'files'>): string[] {
  const known = new Set<string | null>([
    ...kept.files.map(({ id }) => id),
    ...kept.uploads.map(({ id }) => id),
    ...kept.inspections.flatMap(({ thumbnail, copy }) => [thumbnail, copy]),
  ]);
  return [...files.keys()].filter(id => !known.has(id));
}
