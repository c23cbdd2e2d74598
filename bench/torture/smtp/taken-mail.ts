import { buffer } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';

/** A mail that the mail server has taken, whether the sender came to know it or not. Times in milliseconds since 1970. */
export type TakenMail = {
  id: string;
  /** `X-Jebo-Tip`. */
  tip: number;
  to: string;
  text: string;
  attached: readonly Buffer[];
  /** By the sender's clock: when it took the mail in hand. A mail counts in whole seconds. */
  date: number;
  takenAt: number;
  /** In which life of the server its connection was made. */
  life: number;
  isAnswered: boolean;
};

type JustRead = Omit<TakenMail, 'life' | 'isAnswered'>;

export async function readMail(
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<JustRead> {
  const raw = await buffer(stream);
  const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true });
  return {
    id: mail.messageId ?? '',
    tip: Number(mail.headers.get('x-jebo-tip')),
    to: envelope.rcptTo.map(({ address }) => address).join(', '),
    text: mail.text ?? '',
    attached: mail.attachments.map(({ content }) => content),
    date: mail.date?.getTime() ?? Number.NaN,
    takenAt: Date.now(),
  };
}
