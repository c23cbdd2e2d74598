import { z } from 'zod';
import type { ShownTags } from '../../../../../views/staff/tip/work/tip-tags.tsx';
import { may } from '../../../../staff/access.ts';
import type { TipFolder } from '../../../../tips/folder.ts';
import { loadOfferedTags } from '../../../../tips/tags/seen-tags.ts';
import type { StaffContext } from '../../context.ts';
import { change } from '../../forms.ts';
import type { StaffRequest } from '../../request.ts';

/** One or many. */
const many = z.union([z.string().transform(one => [one]), z.array(z.string())]).catch([]);

/** The field of the page's one form has a name of its own, so that a button beside may be called `add`. */
export const tagFields = change.extend({ add: many, remove: many, tags_add: many });

/** Those that it has, and those that are offered while one is typed. */
export async function shownTags(
  context: StaffContext,
  { viewer }: StaffRequest,
  { tags: present, facts }: TipFolder,
): Promise<ShownTags> {
  const mayChange = may(viewer, 'change tags', facts);
  const seen = mayChange ? await loadOfferedTags(context, viewer) : [];
  return { present, offered: seen.filter(name => !present.includes(name)), mayChange };
}
