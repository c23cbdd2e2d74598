import type { Writable } from 'node:stream';
import type { Request } from 'express';

/** Since multer 2.5, and not yet in its types: feeds the request to the parser, which is busboy's. */
declare module 'multer' {
  interface Options {
    streamHandler?: (request: Request, parser: Writable) => void;
  }
}
