import { Readable } from 'node:stream';
import type { SendMailOptions } from 'nodemailer';
import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import type { Config } from '../config.ts';
import { fileNameInMail, type Letter, type Riding } from './letter.ts';

/**
 * A letter as nodemailer takes it. The headers of an automatic mail are those of RFC 3834 (Auto-Submitted), RFC 2919
 * (List-Id, which a newsroom's filters know best) and Microsoft's X-Auto-Response-Suppress.
 */
export function toMessage(letter: Letter, config: Pick<Config, 'mailFrom' | 'newsroom'>): SendMailOptions {
  const { mailFrom, newsroom } = config;
  const domain = mailFrom.address.slice(mailFrom.address.lastIndexOf('@') + 1);
  return {
    envelope: { from: mailFrom.address, to: letter.to },
    messageId: `<${letter.id}@${domain}>`,
    date: new Date(letter.date),
    from: mailFrom,
    // Objects, because in a string nodemailer reads a comma as the start of another address.
    to: { name: '', address: letter.to },
    ...(letter.replyTo === null ? {} : { replyTo: { name: '', address: letter.replyTo } }),
    subject: letter.subject,
    text: letter.text,
    html: letter.html,
    list: { id: { url: `tips.${domain}`, comment: newsroom.name } },
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...letter.tags,
    },
    attachments: letter.riding.map(toAttachment),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function toAttachment(riding: Riding) {
  const filename = fileNameInMail(riding.name);
  const type = detectMimeType(filename);
  return {
    filename,
    content: Readable.from(bytesOf(riding), { objectMode: false }),
    // RFC 2046 lets no message/* or multipart/* be encoded, so such a file would not arrive byte for byte.
    contentType: /^(message|multipart)\//.test(type) ? 'application/octet-stream' : type,
    contentTransferEncoding: 'base64',
    contentDisposition: 'attachment',
  };
}

/** Opens the file when its first byte is asked for: a letter refused before that leaves nothing open. */
async function* bytesOf(riding: Riding): AsyncGenerator<unknown> {
  yield* riding.open();
}
