import { staffPaths } from '../../../paths.ts';
import { markDisturbing } from '../../../tips/work/disturbing.ts';
import type { StaffContext } from '../context.ts';
import { change, ticked, tipNumber } from '../forms.ts';
import { readBack } from '../list/list-question.ts';
import type { StaffRequest } from '../request.ts';
import { changeTip } from './tip-page.tsx';
import { keepTyped, typedOf } from './typed.ts';

const fields = change.extend({ on: ticked });

/** `on=on`: from now on the file is seen by who asks for it alone. Without it, by everybody again. */
export async function disturbing(context: StaffContext, request: StaffRequest): Promise<void> {
  const { version, on } = fields.parse(request.raw.body ?? {});
  const [number, file] = [tipNumber(request), String(request.raw.params['id'])];
  await keepTyped(context, request, typedOf(request));
  await changeTip(
    context,
    request,
    () => markDisturbing(context, request.viewer, { number, version, file, on }),
    () => staffPaths.tipFile(number, file, readBack(request)),
  );
}
