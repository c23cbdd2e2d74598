import { createWriteStream } from 'node:fs';
import { access, constants, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createTransport } from 'nodemailer';
import type { Config } from '../config.ts';
import { makeFolder, syncFolder } from '../disk.ts';
import { randomId } from '../privacy/random-id.ts';
import { mailFolder, recallKeptMails, sweepKeptMails } from './kept-mails.ts';
import type { Letter, Post } from './letter.ts';
import { toMessage } from './message.ts';

/**
 * Keeps mails as `.eml` files (RFC 5322, CRLF) in `DATA_DIR/mail`: written under another name, fsynced, renamed, and
 * the folder fsynced, so that a file with that ending is always whole.
 */
export function createFolderPost(config: Config): Post {
  const folder = mailFolder(config.dataDir);
  const transport = createTransport({
    streamTransport: true,
    newline: 'windows',
    disableFileAccess: true,
    disableUrlAccess: true,
  });

  async function send(letter: Letter, signal?: AbortSignal) {
    await makeFolder(folder);
    const unfinished = join(folder, `${letter.id}.${randomId()}.part`);
    try {
      const { message } = await transport.sendMail(toMessage(letter, config));
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
    recall: tip => recallKeptMails(folder, tip),
    sweep: now => sweepKeptMails(folder, now),
    async close() {
      transport.close();
    },
  };
}
