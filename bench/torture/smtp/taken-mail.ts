import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** A mail that the mail server has taken, whether the sender came to know it or not. Times in milliseconds since 1970. */
export type TakenMail = {
  /** Of its Message-ID what stands before the letters of the desk's own; the whole where it has none. */
  id: string;
  /** The same for all mails of a desk. */
  letters: string;
  /** `X-Jebo-Tip`. */
  tip: number;
  to: string;
  text: string;
  attached: readonly Buffer[];
  /** By the sender's clock: when it took the mail in hand. A mail counts in whole seconds. */
  date: number;
  takenAt: number;
  /** In which run of the server its connection was made. */
  run: number;
  isAnswered: boolean;
};

type JustRead = Omit<TakenMail, 'run' | 'isAnswered'>;

export async function readMail(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<JustRead> {
  const raw = await buffer(stream);
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  const messageId = mail.messageId ?? '';
  const [, id = messageId, letters = ''] = /^<(.+)\.([0-9a-f]{12})@newsroom\.example>$/.exec(messageId) ?? [];
  return {
    id,
    letters,
    tip: Number(mail.headers.get('x-jebo-tip')),
    to: envelope.rcptTo.map(({ address }) => address).join(', '),
    text: mail.text ?? '',
    attached: mail.attachments.map(({ content }) => content),
    date: mail.date?.getTime() ?? Number.NaN,
    takenAt: Date.now(),
  };
}
