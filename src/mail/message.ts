import { Readable } from 'node:stream';
import type { SendMailOptions } from 'nodemailer';
import type { Context } from '../context.ts';
import { headerText } from './header-text.ts';
import { type Attachment, fileNameInMail, type Letter } from './letter.ts';
import { sizeOf } from './letter-size.ts';

/** Whose mails they are. */
export type Sender = Pick<Context, 'settings' | 'mailMark'>;

/**
 * A letter as nodemailer takes it. The headers of an automatic mail are those of RFC 3834 (Auto-Submitted), RFC 2919
 * (List-Id, which a newsroom's filters know best) and Microsoft's X-Auto-Response-Suppress.
 */
export function toMessage(letter: Letter, { settings, mailMark }: Sender): SendMailOptions {
  const { mailFrom, newsroom } = settings;
  const domain = mailFrom.address.slice(mailFrom.address.lastIndexOf('@') + 1);
  const named = (id: string) => `<${id}.${mailMark}@${domain}>`;
  return {
    // Kept away from a server that said at EHLO that it takes less (RFC 1870).
    envelope: { from: mailFrom.address, to: letter.to, size: sizeOf(letter) },
    // Another desk of the same domain has mails of the same numbers, and a filter would take one for the other's repeat.
    messageId: named(letter.id),
    ...(letter.inThreadOf !== undefined && {
      inReplyTo: named(letter.inThreadOf),
      references: named(letter.inThreadOf),
    }),
    date: new Date(letter.date),
    from: mailFrom,
    // Objects, because in a string nodemailer reads a comma as the start of another address.
    to: { name: '', address: letter.to },
    ...(letter.replyTo === null ? {} : { replyTo: { name: '', address: letter.replyTo } }),
    subject: headerText(letter.subject),
    text: letter.text,
    html: letter.html,
    // Cheaper to write than quoted-printable, and of Korean half as long.
    textEncoding: 'base64',
    ...(letter.isAnswer !== true && { list: { id: { url: `tips.${domain}`, comment: newsroom.name } } }),
    headers: {
      ...(letter.isAnswer === true ? FROM_SOMEBODY : AUTOMATIC),
      ...Object.fromEntries(Object.entries(letter.tags).map(([name, value]) => [name, headerText(value)])),
    },
    attachments: letter.attachments.map(toAttachment),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

const AUTOMATIC = { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' };
/** That it did not arrive is to be told; that somebody is on holiday is not. */
const FROM_SOMEBODY = { 'X-Auto-Response-Suppress': 'OOF, AutoReply' };

function toAttachment(attachment: Attachment) {
  return {
    filename: headerText(fileNameInMail(attachment.name)),
    content: Readable.from(bytesOf(attachment), { objectMode: false }),
    contentType: attachment.type,
    contentTransferEncoding: 'base64',
    contentDisposition: 'attachment',
  };
}

/** Opens the file when its first byte is asked for: a letter refused before that leaves nothing open. */
async function* bytesOf(attachment: Attachment): AsyncGenerator<unknown> {
  yield* attachment.open();
}
