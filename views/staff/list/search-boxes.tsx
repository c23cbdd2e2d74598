import { keyed } from '../../../src/keys.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { Frame } from '../../parts/layout.tsx';

/** Whoever searches here looks through all tips. */
export function SearchBox({ frame, search }: { frame: Frame; search: string }) {
  const { list } = frame.words.staff;
  return (
    <search class="find">
      <form class="box" action={staffPaths.list()}>
        <label class="unseen" for="search">
          {list.search}
        </label>
        <input type="hidden" name="view" value="all" />
        <input
          id="search"
          name="q"
          type="search"
          {...keyed('search')}
          value={search}
          placeholder={list.searchFor}
          maxLength={200}
        />
        <button class="button plain" type="submit">
          {list.find}
        </button>
      </form>
    </search>
  );
}

/** Folded, as the other box finds it too; but this is a POST, so that no receipt stands in an address. */
export function ReceiptBox({ frame, unknown }: { frame: Frame; unknown: string | null }) {
  const { list } = frame.words.staff;
  const fault =
    unknown === null
      ? {}
      : ({ 'aria-invalid': true, 'aria-describedby': 'receipt-fault', autofocus: true } as const);
  return (
    <details class="narrow-down" open={unknown !== null}>
      <summary class="chip add">{list.byReceipt}</summary>
      <form class="box receipt" method="post" action={staffPaths.receipt}>
        <label class="unseen" for="receipt">
          {list.receipt} ({list.receiptHint})
        </label>
        <input
          id="receipt"
          type="text"
          name="receipt"
          value={unknown ?? ''}
          placeholder={list.receipt}
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
          required
          {...fault}
        />
        <button class="button plain" type="submit">
          {list.openByReceipt}
        </button>
        {unknown !== null && (
          <p class="fault" id="receipt-fault">
            {list.unknownReceipt}
          </p>
        )}
      </form>
    </details>
  );
}
