import { z } from 'zod';
import { Failed, type Remedy } from '../../jobs/job.ts';
import type { Trouble } from '../trouble.ts';
import { writeReason } from './smtp-reason.ts';
import type { Step } from './smtp-step.ts';
import { remedyOf, type SmtpFacts, troubleOf } from './smtp-trouble.ts';
import { TROUBLE_IN_LOG } from './trouble-in-log.ts';

/** The letter did not arrive this time, at this step, by this trouble. */
export class SendFailed extends Failed {
  override name = 'SendFailed';
  readonly step: Step;
  readonly trouble: Trouble;

  constructor(facts: SmtpFacts, trouble: Trouble, remedy: Remedy, cause: unknown) {
    super(writeReason(facts, trouble), { cause, remedy, meaning: TROUBLE_IN_LOG[trouble] });
    this.step = facts.step;
    this.trouble = trouble;
  }
}

/** That address does not take the letter: not at all, where it was refused before DATA, or else not this one. */
export class LetterRefused extends SendFailed {
  override name = 'LetterRefused';
}

/** What nodemailer says of a failure. */
const smtpError = z.object({
  code: z.string(),
  originalCode: z.string().optional(),
  command: z.string().optional(),
  response: z.string().optional(),
  responseCode: z.number().optional(),
});

/** `reached`: how far the letter had come, where the answer does not say it. */
export function failureOf(error: unknown, reached: Step): Failed {
  if (error instanceof Failed) return error;
  const parsed = smtpError.safeParse(error);
  if (!parsed.success) return new Failed('unknown', { cause: error });
  const {
    code,
    originalCode = code,
    command = '',
    response: text = '',
    responseCode: reply = 0,
  } = parsed.data;
  // A file of ours that could not be read.
  if (code === 'ESTREAM') return new Failed(originalCode, { cause: error });
  const [, enhanced = ''] = /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})\b/.exec(text) ?? [];
  const facts = { step: stepOf(command) ?? reached, command, reply, enhanced, code: originalCode, text };
  const trouble = troubleOf(facts);
  const remedy = remedyOf(facts, trouble);
  const Kind = remedy === 'set aside' ? LetterRefused : SendFailed;
  return new Kind(facts, trouble, remedy, error);
}

/** Nodemailer calls all that has to do with the connection alone `CONN`. */
function stepOf(command: string): Step | null {
  if (command === '' || command === 'CONN' || command === 'API') return null;
  if (command === 'MAIL FROM') return 'MAIL';
  if (command === 'RCPT TO') return 'RCPT';
  return command === 'DATA' ? 'DATA' : 'session';
}
