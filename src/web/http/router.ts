import { Router } from 'express';

/** A path is spelled one way, or what a proxy shuts off by it (`location /admin`) would open by another. */
export const createRouter = (): Router => Router({ caseSensitive: true });
