import { desk } from './ko/desk.ts';
import { errors } from './ko/errors.ts';
import { mail } from './ko/mail.ts';
import { reader } from './ko/reader.ts';

/** Korean, the first language: every other one is typed as this one. 해요체 throughout. */
export const ko = { reader, desk, mail, errors };

export type Words = typeof ko;
