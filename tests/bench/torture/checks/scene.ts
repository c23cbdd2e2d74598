import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createCheck } from '../../../../bench/torture/checks/check.ts';
import { checkAllArrived } from '../../../../bench/torture/checks/mails.ts';
import { filesOnDisk } from '../../../../bench/torture/checks/observed.ts';
import { createLedger, type SentUpload } from '../../../../bench/torture/ledger.ts';
import { makeTip, sha256 } from '../../../../bench/torture/load/made-tip.ts';
import { createRandom } from '../../../../bench/torture/random.ts';
import type { TakenMail } from '../../../../bench/torture/smtp/taken-mail.ts';
import type { Kept } from '../../../../bench/torture/stores/store.ts';
import { INBOX, SECRET_KEY } from '../../../../bench/torture/world.ts';
import { deriveSecretKeys } from '../../../../src/crypto/keys.ts';
import { mastersIn, newMasters } from '../../../../src/db/seal-keys.ts';
import { eachText } from '../../../../src/tips/fields.ts';
import { receiptHash } from '../../../../src/tips/intake/receipt.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const RECEIPT = '00000-11111-22222-33333';
export const [FILE, THUMBNAIL, UPLOAD] = ['a'.repeat(32), 'b'.repeat(32), 'c'.repeat(32)];
const bytes = Buffer.alloc(1_000, 'bytes');

/** What a desk has kept of one tip with a file, whose mails have gone, and of an upload; and what it was told to keep. */
export async function createScene() {
  const ledger = createLedger(() => {});
  ledger.begin(0);
  const tip = makeTip(createRandom('a tip'), [{ name: '사진.bin', type: '', bytes }]);
  ledger.tips.push(tip);
  ledger.answered(tip, { number: 1, receipt: RECEIPT });
  const upload: SentUpload = {
    id: UPLOAD,
    bytes: () => bytes,
    size: 1_000,
    sha256: sha256(bytes),
    acknowledged: 600,
    mayBeGone: false,
  };
  ledger.uploads.push(upload);
  const folder = await temporaryFolder();
  const pathOf = (id: string) => join(folder, 'files', id);
  await mkdir(join(folder, 'files'));
  await mkdir(join(folder, 'incoming'));
  await Promise.all([FILE, THUMBNAIL].map(id => writeFile(pathOf(id), bytes)));
  await writeFile(join(folder, 'incoming', UPLOAD), bytes.subarray(0, 600));
  const damages: string[] = [];
  const taken = INBOX.map(
    (to, index): TakenMail => ({
      id: `tip-1.${index + 1}`,
      letters: '0123456789ab',
      tip: 1,
      to,
      text: tip.mark,
      attached: [],
      date: Date.now(),
      takenAt: Date.now(),
      run: 1,
      isAnswered: true,
    }),
  );
  const kept = keptOf(tip);
  const store = { read: async () => kept, damages: async () => damages };
  const check = createCheck({ store, files: () => filesOnDisk(folder), ledger, peer: { taken } });
  return {
    ledger,
    tip,
    upload,
    kept,
    taken,
    damages,
    folder,
    pathOf,
    /** What is complained of. */
    async check() {
      const { observed } = await check({ thoroughly: true });
      checkAllArrived(observed, ledger);
      return ledger.violations.map(({ broken, what }) => `${broken}: ${what}`);
    },
  };
}

export type Scene = Awaited<ReturnType<typeof createScene>>;

/** What is complained of once this was done to it. */
export async function complaintsAfter(plant: (scene: Scene) => unknown): Promise<string[]> {
  const scene = await createScene();
  await plant(scene);
  return scene.check();
}

const keys = deriveSecretKeys(SECRET_KEY);
const sealKeys = newMasters(randomBytes(32), keys, 5);

const tipRow = {
  ...eachText(() => null),
  number: 1,
  channel: 'form',
  external_id: null,
  lang: 'ko',
  received_at: 5,
  state: 'new',
  state_since: 5,
  receipt_hash: receiptHash(mastersIn(sealKeys, keys).lasting.receiptHash, RECEIPT),
  state_by: null,
  version: 1,
  forgotten_at: null,
  outcome: null,
  reader_at: 5,
  topic: null,
  assignee: null,
  importance: 0,
  remind_on: null,
  duplicate_of: null,
  permission: null,
  talk_ended: null,
  withdrawn_since: null,
  staff_at: null,
  no_answer_at: null,
  changed_at: null,
  consent_contact: 0,
  consent_media: 0,
  age_14: null,
  headline: null,
  happened_typed: null,
  happened_at: null,
  article: null,
} as const;

/** Of what a reader said. */
const READERS = {
  call: null,
  staff_id: null,
  way: null,
  shown_at: null,
  read_at: null,
  taken_away_at: null,
} as const;

export const jobRow = (kind: string, subject: string, position: number, recipient: string | null) => ({
  id: `${kind} ${position}`,
  kind,
  subject,
  position,
  recipient,
  state: 'done' as const,
  attempts: 1,
  due: 5,
  created_at: 5,
  settled_at: 6,
  last_error: null,
  outcome: null,
  refused_since: null,
  broken_off: 0,
});

function keptOf({ said, contacts }: ReturnType<typeof makeTip>): Kept {
  const { message, title, place, name } = said;
  return {
    seal_keys: sealKeys,
    tip_keys: [],
    tip_heads: [],
    tips: [{ ...tipRow, title, place, name }],
    messages: [
      { id: 'm', tip: 1, direction: 'in', channel: 'form', at: 5, body: message, sealed: null, ...READERS },
    ],
    contacts: contacts.map(({ way, typed, mayReply }, index) => ({
      id: `c${index}`,
      tip: 1,
      way,
      typed,
      parsed: null,
      sealed: null,
      may_reply: mayReply ? 1 : 0,
    })),
    files: [
      {
        id: FILE,
        tip: 1,
        position: 0,
        size: 1_000,
        crc32: null,
        message: null,
        sha256: sha256(bytes),
        claimed_type: '',
        name: '사진.bin',
        wrapped: null,
        sealed: null,
        stored: null,
        disturbing: 0,
        media: 0,
      },
    ],
    uploads: [
      {
        id: UPLOAD,
        size: 1_000,
        arrived: 600,
        sha256: null,
        crc32: null,
        claimed_type: '',
        begun_at: 5,
        last_at: 5,
        held_by: null,
        held_until: null,
        name: '',
        wrapped: null,
        master: null,
        sealed: null,
        progress: null,
      },
    ],
    inspections: [{ file: FILE, thumbnail: THUMBNAIL, copy: null }],
    notes: [],
    events: [{ id: 1, tip: 1, kind: 'received', at: 5, ...OF_NOBODY }],
    outbox: [
      ...INBOX.map((to, index) => jobRow('tip mail', '1', index + 1, to)),
      jobRow('inspect file', FILE, 1, null),
    ],
  };
}

/** The first one. */
export const row = <T>([first]: readonly T[]): T => {
  if (first === undefined) throw new Error('there is a row');
  return first;
};

/** One more event of the tip. */
export const another = (kept: Kept, kind: string) =>
  kept.events.push({ id: 2, tip: 1, kind, at: 6, ...OF_NOBODY });

const OF_NOBODY = { staff_id: null, file: null, subject: null, detail: null };

/** Staff were told that the tip is forgotten; only its file is still on the disk. */
export const forget = ({ kept, tip }: Scene) => {
  Object.assign(row(kept.tips), { forgotten_at: 6, version: 2, title: null, place: null, name: null });
  Object.assign(kept, { messages: [], contacts: [], files: [], inspections: [] });
  tip.forgetting = { is: 'acknowledged', at: 6, run: 1 };
  tip.changes.push({ kind: 'forgotten', version: 1, is: 'acknowledged' });
  another(kept, 'forgotten');
};
