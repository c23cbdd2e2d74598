import { z } from 'zod';

/** RFC 5321, 4.5.3.1.3: no server takes a longer address. */
export const EMAIL_LIMIT = 254;

/** Has the form of an address, in any script and at any host: of staff, who know what their own mail server takes. */
export const emailLike = z
  .string()
  .max(EMAIL_LIMIT)
  .regex(/^[^\s@]+@[^\s@]+$/);

/** One address that every mail server takes: in ASCII, with no comma, no name and no second address. */
export const email = emailLike.regex(/^[\x21-\x7e]+$/).pipe(z.email());

/** Of letters that mean nothing in a URL, so that a link can carry no further recipient, subject or text. */
export const linkableEmail = email.pipe(z.string().regex(/^[\w.+-]+@[\w.-]+$/));

/** How an e-mail is kept and compared. */
export const tidyEmail = (typed: string): string => typed.trim().normalize('NFC').toLowerCase();
