import type { Router } from 'express';
import { KeysPage } from '../../../views/staff/keys/keys-page.tsx';
import { createRouter } from '../http/router.ts';
import { type Handlers, sendPage } from './request.ts';

/** Which key presses what. */
export const keysRoutes = ({ forStaff }: Handlers): Router =>
  createRouter().get(
    '/keys',
    forStaff(async ({ response, frame, viewer }) =>
      sendPage(response, 200, <KeysPage frame={frame} viewer={viewer} />),
    ),
  );
