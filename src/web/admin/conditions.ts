import type { Request } from 'express';

/**
 * What a request's conditions on the file's bytes come to, before any range (RFC 9110, 13.2.2): 412 where it is not the one
 * that was meant, 304 where the asker has it; null where it is to be sent. Files have no date.
 */
export function unmetCondition(request: Request, etag: string): 304 | 412 | null {
  const ifMatch = request.get('if-match');
  if (ifMatch !== undefined && !names(ifMatch, etag, false)) return 412;
  const ifNoneMatch = request.get('if-none-match');
  return ifNoneMatch !== undefined && names(ifNoneMatch, etag, true) ? 304 : null;
}

/** A weak tag is the same only where the weak comparison is asked for (8.8.3.2). `etag` is a strong one. */
function names(header: string, etag: string, weakly: boolean): boolean {
  if (header.trim() === '*') return true;
  const tags = header.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some(tag => tag === etag || (weakly && tag === `W/${etag}`));
}
