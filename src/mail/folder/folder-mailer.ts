import { createWriteStream } from 'node:fs';
import { access, constants, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTransport } from 'nodemailer';
import { randomId } from '../../crypto/ids.ts';
import { makeFolder, syncFolder } from '../../disk.ts';
import { mailFolder } from '../../files/kept-mails.ts';
import type { Letter, Mailer, OnTurn } from '../letter.ts';
import { type Sender, toMessage } from '../message.ts';

/**
 * Keeps mails as `.eml` files (RFC 5322, CRLF) in `DATA_DIR/mail`: written under another name, fsynced, renamed, and
 * the folder fsynced, so that a file with that ending is always whole.
 */
export function createFolderMailer(sender: Sender): Mailer {
  const folder = mailFolder(sender.settings.dataDir);
  const transport = createTransport({
    streamTransport: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send(letter: Letter, signal?: AbortSignal, onTurn?: OnTurn) {
    await onTurn?.();
    await makeFolder(folder);
    const unfinished = join(folder, `${letter.id}.${randomId()}.part`);
    try {
      const { message } = await transport.sendMail(toMessage(letter, sender));
      const file = createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true });
      await pipeline(Readable.from(message), file, { signal });
      await rename(unfinished, join(folder, `${letter.id}.eml`));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    await syncFolder(folder);
  }

  return {
    kind: 'folder',
    send,
    async check() {
      await makeFolder(folder);
      await access(folder, constants.W_OK);
    },
    async close() {
      transport.close();
    },
  };
}
