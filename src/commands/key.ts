import { type Config, readConfig } from '../config/config.ts';
import { KeyFileFault, nextKeyCredential, readKeyFile, type SecretKey } from '../config/secret-key.ts';
import { deriveSecretKeys } from '../crypto/keys.ts';
import { readSecretKey, secretKeyPath, syncKeyFile } from '../crypto/secret-key.ts';
import type { Database, Write } from '../db/database.ts';
import { beginRotation, endRotation, RotationRefused } from '../db/key-rotation.ts';
import { openDatabase } from '../db/open.ts';
import { isThere } from '../disk.ts';
import type { DeskEventKind } from '../history/kinds.ts';
import { noteDeskEvent } from '../history/note-desk-event.ts';
import { type Command, parseNone, WrongUsage } from './command.ts';

const options = { to: { type: 'string' }, end: { type: 'boolean' } } as const;

/** `key rotate --to file:PATH`, and later `key rotate --end`. */
export const rotateKey: Command = async args => {
  const { to, end = false } = parseNone(args, options);
  if (end && to !== undefined) throw new WrongUsage('--to and --end are two steps, one after the other.');
  const next = end ? null : nextKey(to ?? nextKeyCredential() ?? '');
  const config = readConfig();
  const key = config.secretKey?.key ?? (await readSecretKey(config.dataDir));
  if (key === null)
    throw new RotationRefused(
      'The secret key of this desk is not here: set SECRET_KEY to it as the desk has it.',
    );
  const database = await openDatabase(config.database, config.dataDir);
  try {
    return {
      lines: next === null ? await toEnd({ config, database, key }) : await toNext({ database, key, next }),
    };
  } finally {
    await database.close();
  }
};

function nextKey(setting: string): SecretKey {
  try {
    return readKeyFile(setting);
  } catch (error) {
    if (!(error instanceof KeyFileFault)) throw error;
    const made = '(umask 077; openssl rand -base64 32 > /etc/jebo/next.key)';
    throw new WrongUsage(
      `--to ${error.message}; it must be file: and the path of a file with the new key, made for example by ${made}`,
    );
  }
}

type Rotating = { database: Database; key: Buffer; next: SecretKey };

async function toNext({ database, key, next }: Rotating): Promise<string[]> {
  if (next.key.equals(key))
    throw new RotationRefused(
      'This command was given the new key already, and both files hold the same. If the desk was started with it, the next step is: key rotate --end',
    );
  const [keys, nextKeys] = [deriveSecretKeys(key), deriveSecretKeys(next.key)];
  await beginRotation(database, {
    keys,
    next: nextKeys,
    now: Date.now(),
    note: noteAs('key rotation begun'),
  });
  const credential =
    'put it in place of the old credential (docs/operating.md, “Another key”), and start each desk again';
  const file = `have SECRET_KEY name ${'path' in next ? next.path : ''}, or put that file in place of the old one, and start each desk again`;
  return [
    'The desk opens with either key now, the old one and the new one. Nothing else was touched, and nobody need stop.',
    `Next, on every machine: ${next.from === 'credential' ? credential : file}. Then: key rotate --end`,
    'The old key goes on to open the desk until then. To stay with it: key rotate --to the old one, and then --end.',
  ];
}

const noteAs = (kind: DeskEventKind) => (trx: Write) =>
  noteDeskEvent(trx, { kind, by: null, at: Date.now() });

/** Null where it lies in no file. */
function keyFileOf({ secretKey, dataDir }: Config): string | null {
  if (secretKey === null) return secretKeyPath(dataDir);
  return secretKey.from === 'file' ? secretKey.path : null;
}

type Ending = { config: Config; database: Database; key: Buffer };

async function toEnd({ config, database, key }: Ending): Promise<string[]> {
  // The last way back goes: a power cut may not take what is left.
  await syncKeyFile(keyFileOf(config));
  const dropped = await endRotation(database, deriveSecretKeys(key), noteAs('key rotation ended'));
  if (dropped === 0) return ['Only this key opens the desk, as before.'];
  const isGone = await database.scrub();
  const own = secretKeyPath(config.dataDir);
  return [
    'Only the new key opens the desk now.',
    'The old one still opens what was copied before: dumps, replicas, snapshots of the disk, and with PostgreSQL its archived log. Backups made by Jebo open by their own key alone.',
    ...(isGone
      ? []
      : [
          'Somebody, such as a backup, still reads the database as it was; until they end, what the old key opens lies in its files.',
        ]),
    ...(config.secretKey !== null && (await isThere(own))
      ? [`${own} is not read any more: take it away once no such copy is needed.`]
      : []),
  ];
}
