import type { OfficialChannel } from '../../../views/reader/official.tsx';
import type { Config } from '../../config/config.ts';
import { type Lang, wordsOf } from '../../i18n/words.ts';
import { drawQr } from '../qr.ts';

/** The channels that are set, in the order of the article's footer: chat, phone, mail. */
export async function officialChannels(
  contacts: Config['contacts'],
  newsroom: string,
): Promise<OfficialChannel[]> {
  const channels: OfficialChannel[] = [];
  const { chat, phone, mail } = contacts;
  if (chat !== null)
    channels.push({ kind: 'chat', ...chat, qr: chat.url === null ? null : await drawQr(chat.url) });
  if (phone !== null) channels.push({ kind: 'phone', shown: phone, href: telephoneLink(phone) });
  if (mail !== null) channels.push({ kind: 'mail', address: mail, href: mailLink(mail, newsroom) });
  return channels;
}

/**
 * `tel:` with the E.164 number (RFC 3966). What has neither a country nor the zero of a Korean area, such as 112 or 1588-0000,
 * is dialled as it stands. By rule and not by the plans of all countries, which take six megabytes: the operator knows the number.
 */
function telephoneLink(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  if (phone.trim().startsWith('+')) return `tel:+${digits}`;
  return /^0[1-9]/.test(digits) ? `tel:+82${digits.slice(1)}` : `tel:${digits}`;
}

/** `mailto:` with a subject (RFC 6068), which wants all but plain letters percent-encoded. */
function mailLink(address: string, newsroom: string): (lang: Lang) => string {
  const to = encodeURIComponent(address).replace('%40', '@');
  const subject = (lang: Lang) => wordsOf(lang).reader.channels.mailSubject(newsroom);
  return lang => `mailto:${to}?subject=${encodeURIComponent(subject(lang))}`;
}
