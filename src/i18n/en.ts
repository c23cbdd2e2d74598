import { desk } from './en/desk.ts';
import { errors } from './en/errors.ts';
import { mail } from './en/mail.ts';
import { reader } from './en/reader.ts';
import type { Words } from './ko.ts';

export const en: Words = { reader, desk, mail, errors };
