import type { CallFields } from '../../../channels/phone/fields.ts';
import type { Refusal } from '../../../errors.ts';
import type { TypedCall } from '../../../tips/calls/call-drafts.ts';
import { isBlank } from '../../../tips/text.ts';
import type { TipFile } from '../../../tips/tip.ts';
import type { SeenDraft } from '../../../tips/work/notes/drafts.ts';
import type { StaffRequest } from '../request.ts';

/** What is sent from the page of a call, as it was read. `names`: of all files that came, taken or not. */
export type CallPost = {
  fields: CallFields;
  draft: SeenDraft;
  /** It is to be thrown away. */
  isRemoved: boolean;
  files: readonly TipFile[];
  names: readonly string[];
  fileFault: Refusal | null;
};

/** Tells whether the files were kept that came along. */
export type CallAct = (request: StaffRequest, post: CallPost) => Promise<boolean>;

/** What a person types; all else stands in its field from the beginning. */
const TYPED = ['number', 'note', 'place', 'happened_at', 'consent', 'call_back'] as const;

/** As it is kept until it is written down; nothing where nothing was typed. */
export function typedCallOf(fields: CallFields): TypedCall {
  if (TYPED.every(name => isBlank(fields[name]))) return {};
  const { consent_contact, told, use, ...texts } = fields;
  const ticks = { consent_contact: consent_contact ? 'on' : '', told: told ? 'yes' : '' };
  return { ...texts, ...ticks, use: use ?? '' };
}
