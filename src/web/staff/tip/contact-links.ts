import { z } from 'zod';
import type { LinkedArticle } from '../../../../views/staff/tip/said/tip-message.tsx';
import type { LinkedContact, LinkedContacts } from '../../../../views/staff/tip/tip-contacts.tsx';
import { linkableEmail } from '../../../email.ts';
import type { FolderContacts } from '../../../tips/folder.ts';
import { contactForms } from '../../../tips/read/contact-forms.ts';
import type { KeptContact } from '../../../tips/tip.ts';

/** As libphonenumber writes a number: `+82 2-398-8585`. */
const international = z.string().regex(/^\+\d[\d ()-]{5,25}$/);

/** As the tip's page shows them. */
export const linkedContacts = ({ shown, ...contacts }: FolderContacts): LinkedContacts => ({
  ...contacts,
  shown: shown && { name: shown.name, list: shown.list.map(linkedContact) },
});

/** No link where the reader has not allowed an answer by this way. */
function linkedContact(contact: KeptContact): LinkedContact {
  const { way, typed, mayReply } = contact;
  if (typed === null) return { way, mayReply, shown: null, international: null, typed: null, href: null };
  return { way, mayReply, ...contactForms({ ...contact, typed }), href: mayReply ? linkOf(contact) : null };
}

function linkOf({ way, parsed }: KeptContact): string | null {
  if (way === 'phone') {
    const phone = international.safeParse(parsed);
    return phone.success ? `tel:${phone.data.replace(/[^+\d]/g, '')}` : null;
  }
  const email = linkableEmail.safeParse(parsed);
  return way === 'email' && email.success ? `mailto:${email.data}` : null;
}

/** The page the reader came from, as text, and as a link only when it is one of the web. */
export function linkedArticle(article: string | null): LinkedArticle | null {
  if (article === null) return null;
  const url = URL.canParse(article) ? new URL(article) : null;
  const isWeb = url?.protocol === 'https:' || url?.protocol === 'http:';
  return { text: article, href: isWeb ? url.href : null };
}
