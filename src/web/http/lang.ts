import type { Request } from 'express';
import type { Config } from '../../config/config.ts';
import type { Lang } from '../../i18n/words.ts';

/** Of those offered `?lang=`, else the first of `Accept-Language`, else English, else the first. */
export function langOf(request: Request, { reader: { langs } }: Pick<Config, 'reader'>): Lang {
  const offered = (value: unknown) => langs.find(lang => lang === value);
  const fallback = offered('en') ?? langs[0] ?? 'en';
  return offered(request.query['lang']) ?? offered(request.acceptsLanguages([...langs])) ?? fallback;
}
