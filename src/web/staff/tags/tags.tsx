import type { Router } from 'express';
import { z } from 'zod';
import { TagPage } from '../../../../views/staff/tags/tag.tsx';
import { TagsPage } from '../../../../views/staff/tags/tags.tsx';
import { notFound, Refusal } from '../../../errors.ts';
import { sayEach } from '../../../i18n/reasons.ts';
import { staffPaths } from '../../../paths.ts';
import { authorize } from '../../../staff/access.ts';
import { TAG_LIMIT } from '../../../tips/tags/names.ts';
import { type CountedTag, countTag, countTags, loadOfferedTags } from '../../../tips/tags/seen-tags.ts';
import { readTags } from '../../../tips/tags/tag.ts';
import { retag } from '../../../tips/work/retag.ts';
import { createRouter } from '../../http/router.ts';
import type { StaffContext } from '../context.ts';
import { readForm, text, ticked } from '../forms.ts';
import { shownCount } from '../list/list-bar.ts';
import { type Handlers, type StaffRequest, sendPage, wantsJson } from '../request.ts';

/** `/admin/tags`: all of them, and what is done with one on all tips. */
export const tagRoutes = (context: StaffContext, { forStaff }: Handlers): Router =>
  createRouter()
    .get(
      '/tags',
      forStaff(request => sendTags(context, request)),
    )
    .post(
      '/tags',
      readForm(),
      forStaff(request => change(context, request)),
    );

const LONGEST_TYPED = TAG_LIMIT * 10;
const asked = z.object({ tag: text(LONGEST_TYPED) });

/** `to`: what stands in its place. `remove`: it is taken off, and `sure` that this is meant. */
const fields = asked.extend({ to: text(LONGEST_TYPED), remove: ticked, sure: ticked });
type Fields = z.output<typeof fields>;

async function sendTags(context: StaffContext, request: StaffRequest): Promise<void> {
  const { frame, viewer, response, raw } = request;
  const { tag } = asked.parse(raw.query);
  if (tag !== '' && !wantsJson(request)) return sendTag(context, request, { typed: tag, faults: {} });
  const tags = await countTags(context, viewer);
  if (wantsJson(request)) return void response.json({ tags });
  sendPage(response, 200, <TagsPage frame={frame} viewer={viewer} tags={tags.map(shown)} />);
}

async function change(context: StaffContext, request: StaffRequest): Promise<void> {
  const { raw, viewer, response, words } = request;
  authorize(viewer, 'manage tags');
  const typed = fields.parse(raw.body ?? {});
  if (typed.tag === '') throw new Refusal({ code: 'fields-wrong' });
  try {
    const tips = await retag(context, viewer, { tag: typed.tag, to: placeOf(typed) });
    if (wantsJson(request)) return void response.json({ tips });
    response.redirect(303, staffPaths.tags());
  } catch (error) {
    if (!(error instanceof Refusal) || Object.keys(error.faults).length === 0) throw error;
    // Of what may not be seen no fault is told either.
    if ((await countTag(context, viewer, typed.tag)) === null) throw notFound();
    const faults = sayEach(error.faults, words);
    if (wantsJson(request)) return void response.status(422).json({ errors: faults });
    await sendTag(context, request, { typed: typed.tag, to: typed.to, faults });
  }
}

/** @throws {Refusal} with a fault where it is not said. */
function placeOf({ to, remove, sure }: Fields): string | null {
  if (remove) {
    if (sure) return null;
    throw fault('sure', { code: 'not-sure' });
  }
  const [name, ...more] = readTags([to]);
  if (name === undefined || more.length > 0) throw fault('to', { code: 'tag-name-wrong' });
  return name;
}

const fault = (field: string, reason: Refusal['reason']) =>
  new Refusal(reason, { faults: { [field]: reason } });

type Told = { typed: string; to?: string; faults: Readonly<Record<string, string>> };

async function sendTag(context: StaffContext, request: StaffRequest, told: Told): Promise<void> {
  const { frame, viewer, response } = request;
  const tag = await countTag(context, viewer, told.typed);
  if (tag === null) throw notFound();
  const others = (await loadOfferedTags(context, viewer)).filter(name => name !== tag.name);
  const status = Object.keys(told.faults).length === 0 ? 200 : 422;
  const props = { frame, viewer, tag: shown(tag), others, to: told.to ?? tag.name, faults: told.faults };
  sendPage(response, status, <TagPage {...props} />);
}

const shown = ({ name, tips }: CountedTag) => ({ name, ...shownCount(tips) });
