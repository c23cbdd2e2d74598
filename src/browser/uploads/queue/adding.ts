import { type ReadFault, readFault } from '../../chosen-files/read-fault.ts';
import { type FileUpload, isUnread, type UploadState } from '../file-upload.ts';
import { digestOf } from './digest.ts';
import { type QueueState, setState } from './queue-state.ts';

/**
 * Files stand in the list as soon as they are chosen; one in a cloud may take a minute to be read. Then it is known whether
 * it is there already, and whether it goes on with what was left half way: `onRead`.
 */
export function add(queue: QueueState, files: readonly File[], onRead: () => void): void {
  // What is chosen again takes the place of what could not be read.
  const isReplaced = (upload: FileUpload) =>
    isUnread(upload) && files.some(({ name, size }) => name === upload.name && size !== upload.size);
  queue.uploads = queue.uploads.filter(upload => !isReplaced(upload));
  for (const file of files) void take(queue, file, onRead);
  queue.events.onList();
}

async function take(queue: QueueState, file: File, onRead: () => void): Promise<void> {
  const row = placeOf(queue, file);
  queue.reading.add(file);
  const fault = await readFault(file);
  const digest = fault === null ? await digestOf(file).catch(() => null) : null;
  queue.reading.delete(file);
  // Taken out meanwhile, or given up for another that was read sooner.
  if (row === null || queue.uploads.includes(row))
    settleRead(queue, { file, digest, fault: fault ?? 'unreadable', row });
  queue.events.onList();
  onRead();
}

/**
 * What looks like one that waits to be chosen again takes its row for the time being, what looks like one in hand most
 * likely is that one and gets none: else ten files that are chosen once more would be twenty for a moment, and too many.
 */
function placeOf(queue: QueueState, file: File): FileUpload | null {
  const alike = queue.uploads.filter(({ name, size }) => name === file.name && size === file.size);
  const before = alike.find(({ state }) => state.is === 'to-be-chosen' || state.is === 'failed');
  if (before !== undefined) {
    const { state } = before;
    setState(queue, before, { is: 'reading', file, url: state.url, before: state });
    return before;
  }
  return alike.length > 0 ? null : list(queue, file, null, { is: 'reading', file, url: null, before: null });
}

/** `fault` is why it has no digest. */
type Read = { file: File; digest: string | null; fault: ReadFault; row: FileUpload | null };

function settleRead(queue: QueueState, { file, digest, fault, row }: Read): void {
  const readState = (url: string | null): UploadState =>
    digest === null ? { is: 'failed', why: fault, file, url } : { is: 'waiting', file, url };
  const same = digest === null ? undefined : queue.uploads.find(upload => upload.digest === digest);
  const isNew = same === undefined && row?.digest === null;
  if (row !== null && (digest === null || same === row || isNew)) {
    row.digest ??= digest;
    return setState(queue, row, readState(row.state.url));
  }
  if (row !== null) putBack(queue, row);
  if (same === undefined) list(queue, file, digest, readState(null));
  else takeInHand(queue, same, file);
}

/** It was another file that looks alike. */
function putBack(queue: QueueState, row: FileUpload): void {
  const { state } = row;
  if (state.is !== 'reading') return;
  if (state.before !== null) setState(queue, row, state.before);
  else queue.uploads = queue.uploads.filter(other => other !== row);
}

/** Chosen again, a file goes on from where it was; one that could no longer be read can be now. */
function takeInHand(queue: QueueState, upload: FileUpload, file: File): void {
  const { state } = upload;
  if (state.is === 'to-be-chosen' || state.is === 'failed' || state.is === 'paused')
    setState(queue, upload, { is: 'waiting', file, url: state.url });
  else if (state.is === 'done') upload.state = { ...state, file };
}

function list(
  queue: QueueState,
  { name, size, type }: File,
  digest: string | null,
  state: UploadState,
): FileUpload {
  const upload: FileUpload = { name, size, type, digest, arrived: 0, losses: 0, state };
  queue.uploads.push(upload);
  return upload;
}
