import { digestOf } from './digest.ts';
import type { FileUpload, UploadState } from './file-upload.ts';
import { become, giveTurns, type Turns } from './turns.ts';

/**
 * Files stand in the list as soon as they are chosen; one in a cloud may take a minute to be read. Then it is known whether
 * it is there already, and whether it goes on with what was left half way.
 */
export function add(turns: Turns, files: readonly File[]): void {
  for (const file of files) void take(turns, file);
  turns.events.onList();
}

async function take(turns: Turns, file: File): Promise<void> {
  const row = placeOf(turns, file);
  turns.reading.add(file);
  const digest = await digestOf(file).catch(() => null);
  turns.reading.delete(file);
  // Taken out meanwhile, or given up for another that was read sooner.
  if (row === null || turns.uploads.includes(row)) settleRead(turns, { file, digest, row });
  turns.events.onList();
  giveTurns(turns);
}

/**
 * What looks like one that waits to be chosen again takes its row for the time being, what looks like one in hand most
 * likely is that one and gets none: else ten files that are chosen once more would be twenty for a moment, and too many.
 */
function placeOf(turns: Turns, file: File): FileUpload | null {
  const alike = turns.uploads.filter(({ name, size }) => name === file.name && size === file.size);
  const before = alike.find(({ state }) => state.is === 'to-be-chosen' || state.is === 'failed');
  if (before !== undefined) {
    const { state } = before;
    become(turns, before, { is: 'reading', file, url: state.url, before: state });
    return before;
  }
  return alike.length > 0 ? null : list(turns, file, null, { is: 'reading', file, url: null, before: null });
}

type Read = { file: File; digest: string | null; row: FileUpload | null };

function settleRead(turns: Turns, { file, digest, row }: Read): void {
  const same = digest === null ? undefined : turns.uploads.find(upload => upload.digest === digest);
  const isNew = same === undefined && row?.digest === null;
  if (row !== null && (digest === null || same === row || isNew)) {
    row.digest ??= digest;
    return become(turns, row, readState(file, digest, row.state.url));
  }
  if (row !== null) putBack(turns, row);
  if (same === undefined) list(turns, file, digest, readState(file, digest, null));
  else takeInHand(turns, same, file);
}

const readState = (file: File, digest: string | null, url: string | null): UploadState =>
  digest === null ? { is: 'failed', why: 'unreadable', file, url } : { is: 'waiting', file, url };

/** It was another file that looks alike. */
function putBack(turns: Turns, row: FileUpload): void {
  const { state } = row;
  if (state.is !== 'reading') return;
  if (state.before !== null) become(turns, row, state.before);
  else turns.uploads = turns.uploads.filter(other => other !== row);
}

/** Chosen again, a file goes on from where it was; one that could no longer be read can be now. */
function takeInHand(turns: Turns, upload: FileUpload, file: File): void {
  const { state } = upload;
  if (state.is === 'to-be-chosen' || state.is === 'failed' || state.is === 'paused')
    become(turns, upload, { is: 'waiting', file, url: state.url });
  else if (state.is === 'done') upload.state = { ...state, file };
}

function list(
  turns: Turns,
  { name, size, type }: File,
  digest: string | null,
  state: UploadState,
): FileUpload {
  const upload: FileUpload = { name, size, type, digest, arrived: 0, losses: 0, state };
  turns.uploads.push(upload);
  return upload;
}
