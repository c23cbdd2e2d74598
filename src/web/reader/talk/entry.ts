import type { Request } from 'express';
import { Refusal } from '../../../errors.ts';
import { receiptHash } from '../../../tips/intake/receipt.ts';
import { findTalk, type Talk } from '../../../tips/talk/find-talk.ts';
import { createTalkLimit } from '../../../tips/talk/talk-limit.ts';
import { createWrongCodes } from '../../../tips/talk/wrong-codes.ts';
import type { ReaderContext } from '../context.ts';
import { readTalkCookie } from './talk-cookie.ts';

/** Who comes to a talk, by the code or by the cookie, and how often. */
export function createEntry(context: ReaderContext) {
  const wrongCodes = createWrongCodes(context.clock);
  const limit = createTalkLimit(context.clock);
  const nameOf = (receipt: string) => receiptHash(context.keys.receiptHash, receipt);

  return {
    /**
     * A right code opens, however many wrong ones came before.
     * @throws {Refusal} `receipt-unknown`; `too-many-receipts`.
     */
    async open(typed: string, request: Request): Promise<Talk> {
      const talk = await findTalk(context, typed);
      if (talk !== null) {
        limit.entered(request.ip, nameOf(talk.receipt));
        return talk;
      }
      const retryAfter = wrongCodes.add(request.ip);
      throw retryAfter === null
        ? new Refusal({ code: 'receipt-unknown' })
        : new Refusal({ code: 'too-many-receipts' }, { retryAfter });
    },
    /** Counts a request to what the cookie opens. Seconds until there may be more; null: now. */
    wait(request: Request, isChange: boolean): number | null {
      const receipt = readTalkCookie(request, context)?.receipt;
      if (receipt === undefined) return null;
      const talk = nameOf(receipt);
      return limit.look(request.ip, talk) ?? (isChange ? limit.change(talk) : null);
    },
  };
}

export type Entry = ReturnType<typeof createEntry>;
