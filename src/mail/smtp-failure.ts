import { z } from 'zod';
import { Failed, SetAside } from '../outbox/job.ts';

/** The server takes mail for that address, but not this one. */
export class ContentRefused extends SetAside {
  override name = 'ContentRefused';
}

/** What nodemailer says of a failure; all else in it, the server's words above all, is left out. */
const smtpError = z.object({
  code: z.string(),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
});
type SmtpError = z.output<typeof smtpError>;

/**
 * A 5xx at RCPT or DATA is for good (RFC 5321, 4.2.1). All else is tried again: 4xx, connections, sign-in and TLS, and
 * a 5xx at any other step, which tells of our own set-up and not of this mail. So does 503, bad sequence of commands.
 */
export function failureOf(error: unknown): Failed {
  if (error instanceof Failed) return error;
  const parsed = smtpError.safeParse(error);
  if (!parsed.success) return new Failed('unknown', error);
  const { code, command, responseCode = 0 } = parsed.data;
  const reason = reasonFor(parsed.data);
  const isRefusal =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500 && responseCode !== 503;
  if (isRefusal && command === 'RCPT TO') return new SetAside(reason, error);
  if (isRefusal && command === 'DATA') return new ContentRefused(reason, error);
  return new Failed(reason, error);
}

/** `550 5.1.1 at RCPT TO`, with the enhanced code of RFC 3463 where there is one, or a code such as `ECONNREFUSED`. */
function reasonFor({ code, originalCode, command, response = '', responseCode }: SmtpError): string {
  if (responseCode === undefined) return originalCode ?? code;
  const [, enhanced] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const step = command === undefined ? '' : ` at ${command}`;
  return `${responseCode}${enhanced === undefined ? '' : ` ${enhanced}`}${step}`;
}
