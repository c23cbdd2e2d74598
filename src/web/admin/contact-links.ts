import { z } from 'zod';
import type { Contact } from '../../tips/tip.ts';

/** A contact with the link that staff may follow: built from what was read of it, never from what was typed. */
export type LinkedContact = Contact & { href: string | null };
export type LinkedArticle = { text: string; href: string | null };

/** As libphonenumber writes a number: `+82 2-398-8585`. */
const international = z.string().regex(/^\+\d[\d ()-]{5,25}$/);
/** Letters that mean nothing in a URL, so that a link can carry no further recipient, subject or text. */
const plainEmail = z.email().regex(/^[\w.+-]+@[\w.-]+$/);

/** No link where the reader has not allowed an answer by this way. */
export function linkedContact(contact: Contact): LinkedContact {
  return { ...contact, href: contact.mayReply ? linkOf(contact) : null };
}

function linkOf({ way, parsed }: Contact): string | null {
  if (way === 'phone') {
    const phone = international.safeParse(parsed);
    return phone.success ? `tel:${phone.data.replace(/[^+\d]/g, '')}` : null;
  }
  const email = plainEmail.safeParse(parsed);
  return way === 'email' && email.success ? `mailto:${email.data}` : null;
}

/** The page the reader came from, as text, and as a link only when it is one of the web. */
export function linkedArticle(article: string | null): LinkedArticle | null {
  if (article === null) return null;
  const url = URL.canParse(article) ? new URL(article) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return { text: article, href: isWeb ? url.href : null };
}
