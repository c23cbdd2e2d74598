import { z } from 'zod';
import { clean } from '../../../../tips/text.ts';
import { changeCheck } from '../../../../tips/work/checks.ts';
import type { StaffContext } from '../../context.ts';
import { change, tipNumber } from '../../forms.ts';
import type { StaffRequest } from '../../request.ts';
import { actOrTell, changeTip } from '../tip-page.tsx';
import { keepTyped, typedOf } from '../typed.ts';
import { checklistOf } from './shown-checks.ts';

const on = z
  .literal('on')
  .transform(() => true)
  .catch(false);

const fields = change.extend({
  item: z
    .string()
    .transform(typed => clean(typed).trim())
    .catch(''),
  done: on,
});

/** `item`, and `done=on`, in the body or the address: a button sends one value alone. Without it, the item is to be done again. */
export async function checks(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, viewer } = request;
  const { version, item, done } = fields.parse(raw.body ?? {});
  const asked = { item, done: done || on.parse(raw.query['done']), items: checklistOf(context) };
  await keepTyped(context, request, typedOf(request));
  await actOrTell(context, request, () =>
    changeTip(context, request, () =>
      changeCheck(context, viewer, { number: tipNumber(request), version, ...asked }),
    ),
  );
}
