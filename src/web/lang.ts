import type { Request } from 'express';
import { isLang, LANGS, type Lang } from '../i18n/words.ts';

/** `?lang=`, else the first of `Accept-Language` that we speak, else English. */
export function langOf(request: Request): Lang {
  const asked = request.query['lang'];
  if (isLang(asked)) return asked;
  const accepted = request.acceptsLanguages([...LANGS]);
  return isLang(accepted) ? accepted : 'en';
}
