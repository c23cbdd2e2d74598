import type { Masters } from '../../../src/crypto/masters.ts';
import { tipSealOf } from '../../../src/db/tip-keys.ts';
import { CHUNK, chunksWithin, SEALED_CHUNK, sealedSize } from '../../../src/files/sealed/chunks.ts';
import { keyOf, readFileFacts } from '../../../src/files/sealed/file-seal.ts';
import { openedPieces } from '../../../src/files/sealed/opened-pieces.ts';
import { openProgress } from '../../../src/files/sealed/progress.ts';
import { type FileSeal, sealOfTip } from '../../../src/files/sealed/stored-as.ts';
import { Unopened } from '../../../src/files/sealed/unopened.ts';
import { readUpload } from '../../../src/files/uploads/upload-rows.ts';
import { readContent, readHead } from '../../../src/tips/content.ts';
import type { Kept } from '../stores/store.ts';
import { type KeptFile, sha256Of } from './observed.ts';

const NO_TIP_KEY = { master: null, salt: null };

/** What is sealed in the rows, opened as the desk does. What does not open is left as it is: that is no tip that was sent. */
export function openKept(kept: Kept, masters: Masters): Kept {
  const keys = new Map(kept.tip_keys.map(row => [row.tip, row]));
  const keyOfTip = (tip: number) => keys.get(tip) ?? NO_TIP_KEY;
  const heads = new Map(kept.tip_heads.map(row => [row.tip, row.sealed]));
  const placed = ({ tip, id }: { tip: number; id: string }) => ({ tip, row: id });
  return {
    ...kept,
    tips: kept.tips.map(row => ({
      ...row,
      ...readHead(masters, { ...row, ...keyOfTip(row.number), head: heads.get(row.number) ?? null }),
    })),
    messages: kept.messages.map(row => ({
      ...row,
      ...readContent(masters, 'messages', placed(row), { ...row, ...keyOfTip(row.tip) }),
    })),
    contacts: kept.contacts.map(row => ({
      ...row,
      ...readContent(masters, 'contacts', placed(row), { ...row, ...keyOfTip(row.tip) }),
    })),
    notes: kept.notes.map(row => ({
      ...row,
      ...readContent(masters, 'notes', placed(row), { ...row, ...keyOfTip(row.tip) }),
    })),
    files: kept.files.map(row => {
      const seal = sealOfTip(row, tipSealOf(keyOfTip(row.tip)));
      const facts = orUnopened(() => readFileFacts(masters, row, seal), { sha256: 'does not open' });
      return { ...row, ...facts };
    }),
    uploads: kept.uploads.map(row => {
      const facts = orUnopened(() => readUpload(masters, row), { sha256: 'does not open' });
      return { ...row, sha256: facts.sha256 };
    }),
  };
}

function orUnopened<T, Else>(open: () => T, otherwise: Else): T | Else {
  try {
    return open();
  } catch (error) {
    if (error instanceof Unopened) return otherwise;
    throw error;
  }
}

type Sent = { id: string; size: number; seal: FileSeal | null };

/** How many bytes of a file must be in its place for so many to have arrived; the rest stands in its row. */
export function bytesInPlace({ size, seal }: Sent, arrived: number): number {
  if (seal === null) return arrived;
  return arrived === size ? sealedSize(size) : Math.floor(arrived / CHUNK) * SEALED_CHUNK;
}

/** The SHA-256 of what was sent, as far as it has arrived, and as the desk would read it. */
export async function sha256OfSent(
  masters: Masters,
  file: KeptFile,
  { arrived, progress, ...sent }: Sent & { arrived: number; progress: string | null },
): Promise<string> {
  const { id, size, seal } = sent;
  if (seal === null) return sha256Of(file.bytes(), arrived);
  const keyed = keyOf(masters, id, seal);
  const length = bytesInPlace(sent, arrived);
  const whole = { ...keyed, size: arrived === size ? size : chunksWithin(length) * CHUNK };
  async function* opened() {
    // What is behind it was never said to be there.
    yield* openedPieces({ pieces: () => firstOf(file.bytes(), length) }, whole);
    yield openProgress(keyed, progress, { arrived, size }).tail;
  }
  return sha256Of(opened(), arrived).catch(error => {
    if (error instanceof Unopened) return 'does not open';
    throw error;
  });
}

async function* firstOf(bytes: AsyncIterable<Uint8Array>, length: number) {
  let left = length;
  if (left === 0) return;
  for await (const piece of bytes) {
    yield piece.subarray(0, left);
    left -= piece.length;
    if (left <= 0) return;
  }
}
