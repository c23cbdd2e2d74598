import { readerPaths } from '../../../src/paths.ts';
import { FieldFault, faultOf } from '../../parts/field-fault.tsx';
import type { Frame } from '../../parts/layout.tsx';

type WithdrawalProps = { frame: Frame; number: number; kept: string; fault: string | null; isOpen: boolean };

/** What goes and what stays is said before it is pressed, and it is asked for once. */
export function Withdrawal({ frame, number, kept, fault, isOpen }: WithdrawalProps) {
  const { withdrawal } = frame.words.reader.talk;
  const faults = fault === null ? {} : { sure: fault };
  return (
    <details class="fold" open={isOpen}>
      <summary>{withdrawal.title}</summary>
      {[...withdrawal.what, withdrawal.later(kept), withdrawal.outOfReach].map(text => (
        <p key={text}>{text}</p>
      ))}
      <form method="post" action={readerPaths.tipWithdrawal}>
        <input type="hidden" name="lang" value={frame.lang} />
        <input type="hidden" name="tip" value={number} />
        <label class="choice">
          <input type="checkbox" id="sure" name="sure" value="on" {...faultOf('sure', faults)} />
          <span>{withdrawal.sure}</span>
        </label>
        <FieldFault field="sure" faults={faults} />
        <button class="button danger" type="submit">
          {withdrawal.withdraw}
        </button>
      </form>
    </details>
  );
}
