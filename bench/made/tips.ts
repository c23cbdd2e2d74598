import { randomBytes } from 'node:crypto';
import { randomId } from '../../src/crypto/ids.ts';
import { type Masters, newTipSeal, type TipSeal } from '../../src/crypto/masters.ts';
import type { NewTip } from '../../src/db/database.ts';
import type { NewRows } from '../../src/db/new-rows.ts';
import { createRandom, type Random } from '../../src/demo/fill/random.ts';
import { newFileSeal } from '../../src/files/sealed/file-seal.ts';
import { inspectedColumns } from '../../src/media/inspection.ts';
import { contentColumns } from '../../src/tips/content.ts';
import { newTip } from '../../src/tips/intake/new-tip.ts';
import type { TipFile } from '../../src/tips/tip.ts';
import { settings } from '../measurements/tip-to-keep.ts';
import { type MadeStaff, RARE_TOPIC, SECRET_TOPIC } from './people.ts';
import { createTelling } from './words.ts';
import { share, type Work, workOn } from './work.ts';

/** Between two tips, in milliseconds: 864 a day. */
const GAP = 100_000;

/** `count`: how many tips the desk is to have. `now`: when the last came, in milliseconds since 1970, UTC. */
export type Making = { masters: Masters; staff: MadeStaff; count: number; now: number };

/** Makes the tips of a desk by their place, from 0 for the oldest, sealed as the desk keeps them: each with all rows that a newsroom's work leaves. */
export function createMaker({ masters, staff, count, now }: Making): (index: number) => NewTip {
  const tell = createTelling(now);
  return index => {
    const random = createRandom(index * 7_919 + 3);
    const at = now - (count - index) * GAP;
    const told = tell(index, random);
    const submission = { ...told, topic: topicOf(random, told.topic, count) };
    const tipSeal = newTipSeal(masters);
    const files = filesOf(masters, random);
    const made = newTip(
      {
        ...{ settings, submission, files, masters, tipSeal, earliestTurn: null, now: at },
        inbox: settings.newsroom.inbox,
        receiptHash: randomBytes(32).toString('hex'),
      },
      null,
    );
    const work = workOn(staff, random, { at, now, fromNewest: count - index, count });
    const sealing = { masters, tipSeal, files };
    return {
      ...made,
      row: { ...made.row, ...work.columns, reader_at: work.readerAt },
      others: number => withWork(number, made.others(number), work, sealing),
    };
  };
}

function topicOf(random: Random, chosen: string | null, count: number): string | null {
  const drawn = random.next();
  if (drawn < 0.02) return SECRET_TOPIC;
  return drawn < 0.02 + share(0.001, count) ? RARE_TOPIC : chosen;
}

/** One in four has some, most of them photos. */
function filesOf(masters: Masters, random: Random): TipFile[] {
  if (!random.chance(0.25)) return [];
  return Array.from({ length: random.between(1, 3) }, (_, index) => {
    const id = randomId();
    const claimedType = random.pick([
      'image/jpeg',
      'image/jpeg',
      'image/jpeg',
      'video/mp4',
      'application/pdf',
    ]);
    return {
      ...{ id, claimedType, size: random.between(20_000, 9_000_000), crc32: random.between(0, 2 ** 31) },
      name: `제보_${index + 1}.${claimedType.split('/')[1]}`,
      sha256: randomBytes(32).toString('hex'),
      seal: newFileSeal(masters, id),
    };
  });
}

type Sealing = { masters: Masters; tipSeal: TipSeal; files: readonly TipFile[] };

/** What a new tip owes has been done, and what staff did with it stands beside. */
function withWork(tip: number, rows: NewRows, work: Work, sealing: Sealing): NewRows {
  const { masters, tipSeal, files } = sealing;
  const { outbox = [], events = [], search_due: _indexedLater, ...rest } = rows;
  const noteRow = ({ by, at, body }: Work['notes'][number]) => {
    const row = randomId();
    const content = contentColumns({ masters, tipSeal }, 'notes', { tip, row }, { body });
    return { id: row, tip, staff_id: by, at, ...content };
  };
  return {
    ...rest,
    outbox: outbox.map(job => ({ ...job, state: 'done', attempts: 1, settled_at: job.created_at })),
    events: [...events, ...work.events.map(event => ({ tip, ...event }))],
    inspections: files.map(file => inspectionRow(sealing, tip, file, work.since)),
    notes: work.notes.map(noteRow),
    tip_tags: work.tags.map(tag => ({ id: randomId(), tip, tag })),
    mentions: work.mentioned.map(staff_id => ({ id: randomId(), tip, staff_id })),
    closures: work.columns.outcome === 'used' ? [closureRow(sealing, tip)] : [],
  };
}

function closureRow({ masters, tipSeal }: Sealing, tip: number) {
  const content = { article: `https://news.example/articles/${tip}` };
  return { tip, ...contentColumns({ masters, tipSeal }, 'closures', { tip, row: tip }, content) };
}

/** As what looks at files leaves it; the files themselves are not there. */
function inspectionRow({ masters, tipSeal }: Sealing, tip: number, { id, claimedType }: TipFile, at: number) {
  const isPicture = claimedType.startsWith('image/');
  const details = claimedType.startsWith('video/') ? { seconds: 12 } : {};
  const inspected = { type: claimedType, details: JSON.stringify(details) };
  return {
    ...{ file: id, at, broken: 0 as const, copy: null, copy_size: null, copy_type: null, shortfall: null },
    ...{ thumbnail: isPicture ? randomId() : null, thumbnail_size: isPicture ? 4_000 : null, took: 100 },
    thumbnail_wrapped: isPicture ? 'made' : null,
    ...inspectedColumns({ masters, tipSeal, tip, file: id }, inspected),
  };
}
