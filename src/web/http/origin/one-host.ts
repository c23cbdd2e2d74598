import type { RequestHandler } from 'express';

/**
 * With two of them a proxy and we could each take another for the one that is meant (RFC 9112, 3.2). Node keeps the first
 * without a word.
 */
export const refuseTwoHosts: RequestHandler = ({ rawHeaders }, response, next) => {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) if (isHost(rawHeaders[at])) hosts += 1;
  if (hosts < 2) return next();
  response.status(400).set({ 'Cache-Control': 'no-store', Connection: 'close' }).type('text/plain');
  response.send('two Host headers\n');
};

const isHost = (name: string | undefined) => name?.length === 4 && name.toLowerCase() === 'host';
