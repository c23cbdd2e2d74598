import { Router } from 'express';
import { refuseCrossSite } from '../cross-site.ts';
import type { AdminDeps } from './deps.ts';
import { fileRoutes } from './files.tsx';
import { filesZipRoutes } from './files-zip.ts';
import { forgettingRoutes } from './forgetting.tsx';
import { largePictureRoutes } from './large-picture.tsx';
import { listRoutes } from './list.tsx';
import { mailRoutes } from './mail.ts';
import { refusalPage } from './refusals.tsx';
import { setupRoutes } from './setup.tsx';
import { signInRoutes } from './sign-in.tsx';
import { tipRoutes } from './tip.tsx';
import { createVisits } from './visit.ts';

/** The pages of the staff, to be mounted at `/admin`. */
export function adminRoutes(deps: AdminDeps): Router {
  const visits = createVisits(deps);
  return Router()
    .use((_request, response, next) => {
      // `no-referrer` would make browsers send `Origin: null` with our own forms.
      response.set({ 'Referrer-Policy': 'same-origin', 'Cache-Control': 'no-store' });
      next();
    })
    .use(refuseCrossSite)
    .use(signInRoutes(deps, visits))
    .use(setupRoutes(deps, visits))
    .use(listRoutes(deps, visits))
    .use(mailRoutes(deps, visits))
    .use(tipRoutes(deps, visits))
    .use(forgettingRoutes(deps, visits))
    .use(fileRoutes(deps, visits))
    .use(filesZipRoutes(deps, visits))
    .use(largePictureRoutes(deps, visits))
    .use(refusalPage(visits));
}
