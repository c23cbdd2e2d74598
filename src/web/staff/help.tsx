import type { Router } from 'express';
import { HelpPage } from '../../../views/staff/help/help-page.tsx';
import type { MailKind } from '../../jobs/kinds.ts';
import { ROLES } from '../../staff/roles.ts';
import { OUTCOMES } from '../../tips/outcomes.ts';
import { STATES } from '../../tips/states.ts';
import { TURNS } from '../../tips/turns.ts';
import { createRouter } from '../http/router.ts';
import { type Handlers, sendPage } from './request.ts';

/** In the order in which they concern a source. One that is missing here fails the build, and so does one without words. */
const MAILS: Readonly<Record<MailKind, true>> = {
  'tip mail': true,
  'colleague mail': true,
  'reminder mail': true,
  'assigned tips mail': true,
  'reader mail': true,
  'daily mail': true,
  'retention notice': true,
  'invitation mail': true,
  'test mail': true,
};
const isMail = (kind: string): kind is MailKind => kind in MAILS;

/** What somebody new to the desk asks. */
export const helpRoutes = ({ forStaff }: Handlers): Router =>
  createRouter().get(
    '/help',
    forStaff(async ({ response, frame, viewer }) => {
      const all = {
        states: STATES,
        turns: TURNS,
        outcomes: OUTCOMES,
        roles: ROLES,
        mails: Object.keys(MAILS).filter(isMail),
      };
      sendPage(response, 200, <HelpPage frame={frame} viewer={viewer} {...all} />);
    }),
  );
