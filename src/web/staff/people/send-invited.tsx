import { z } from 'zod';
import { InvitationLinkPage } from '../../../../views/staff/people/invitation-link.tsx';
import { staffPaths } from '../../../paths.ts';
import type { Invited } from '../../../staff/accounts/invite.ts';
import type { StaffContext } from '../context.ts';
import { type StaffRequest, sendPage, wantsJson } from '../request.ts';

const wayBack = z.object({ back: z.literal('welcome').optional().catch(undefined) });

/** Where no mail brings the link, it is shown: this once, as only its hash is kept. */
export function sendInvited(
  { settings: { publicUrl } }: StaffContext,
  request: StaffRequest,
  { id, email, token }: Invited,
): void {
  const { raw, viewer, frame, response } = request;
  const link = token === null ? null : `${publicUrl}${staffPaths.setup(token)}`;
  if (wantsJson(request)) return void response.status(201).json({ id, link });
  const { back } = wayBack.parse(raw.body ?? {});
  const done = { done: 'invited' } as const;
  if (link === null)
    return response.redirect(303, back === undefined ? staffPaths.people(done) : staffPaths.welcome(done));
  const page = { frame: { ...frame, switchTo: [] }, viewer, email, link };
  sendPage(response, 201, <InvitationLinkPage {...page} />);
}
