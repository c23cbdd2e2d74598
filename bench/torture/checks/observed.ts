import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentTip } from '../ledger.ts';
import { MARK } from '../load/made-tip.ts';
import type { TakenMail } from '../smtp/taken-mail.ts';
import type { Kept } from '../stores/store.ts';

/** A file of a reader's as the server has left it, whole or on its way. */
export type KeptFile = {
  size: number;
  isWhole: boolean;
  bytes(): AsyncIterable<Uint8Array>;
};

type Of<Table extends keyof Kept> = Kept[Table][number];

/** A tip with all that belongs to it, as it stands in the database. */
export type TipRecord = {
  tip: Of<'tips'>;
  messages: Of<'messages'>[];
  contacts: Of<'contacts'>[];
  files: Of<'files'>[];
  notes: Of<'notes'>[];
  events: Of<'events'>[];
  mails: Of<'outbox'>[];
  /** Whose it is, by the mark in its text; by its number where that is forgotten. */
  sent: SentTip | undefined;
};

/** What the server has left, seen from outside between two of its runs. */
export type Observed = {
  kept: Kept;
  records: ReadonlyMap<number, TipRecord>;
  /** By their ids. */
  files: ReadonlyMap<string, KeptFile>;
  taken: readonly TakenMail[];
};

const TIP_MAIL = 'tip mail';

type Sent = { tips: readonly SentTip[]; tipOf: (number: number) => SentTip | undefined };

export function recordsOf(kept: Kept, sent: Sent): Map<number, TipRecord> {
  const byMark = new Map(sent.tips.map(tip => [tip.mark, tip]));
  const of = <Row extends { tip: number }>(rows: Row[]) => Map.groupBy(rows, row => row.tip);
  const [messages, contacts, files] = [of(kept.messages), of(kept.contacts), of(kept.files)];
  const [notes, events] = [of(kept.notes), of(kept.events)];
  const mails = Map.groupBy(
    kept.outbox.filter(({ kind }) => kind === TIP_MAIL),
    ({ subject }) => Number(subject),
  );
  const recordOf = (tip: Of<'tips'>): TipRecord => {
    const { number } = tip;
    const mark = MARK.exec(messages.get(number)?.[0]?.body ?? '')?.[0];
    return {
      tip,
      messages: messages.get(number) ?? [],
      contacts: contacts.get(number) ?? [],
      files: files.get(number) ?? [],
      notes: notes.get(number) ?? [],
      events: events.get(number) ?? [],
      mails: mails.get(number) ?? [],
      sent: mark === undefined ? sent.tipOf(number) : byMark.get(mark),
    };
  };
  return new Map(kept.tips.map(tip => [tip.number, recordOf(tip)]));
}

/** What lies under the data folder. */
export async function filesOnDisk(dataDir: string): Promise<Map<string, KeptFile>> {
  const found = new Map<string, KeptFile>();
  for (const [folder, isWhole] of [
    ['incoming', false],
    ['files', true],
  ] as const) {
    const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter(one => one.isFile())) {
      const path = join(entry.parentPath, entry.name);
      const size = (await stat(path).catch(() => null))?.size;
      // The server may be up, and sweep.
      if (size !== undefined)
        found.set(entry.name, {
          size,
          isWhole,
          bytes: () => createReadStream(path),
        });
    }
  }
  return found;
}

/** Of the first `length` bytes, in hex; the rest is left unread. */
export async function sha256Of(bytes: AsyncIterable<Uint8Array>, length: number): Promise<string> {
  const hash = createHash('sha256');
  let left = length;
  for await (const chunk of bytes) {
    hash.update(chunk.subarray(0, left));
    left -= chunk.length;
    if (left <= 0) break;
  }
  return hash.digest('hex');
}
