import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { create } from 'qrcode';
import type { Config } from '../config.ts';
import type { Lang } from '../i18n/words.ts';

/** A drawing of `size` × `size` modules, its quiet zone included, as the `d` of one SVG path. */
export type QrDrawing = { size: number; path: string };

/** A way to the newsroom that readers are shown. */
export type OfficialChannel =
  | { kind: 'chat'; name: string; url: string | null; qr: QrDrawing | null }
  | { kind: 'phone'; shown: string; href: string }
  | { kind: 'mail'; address: string; href: Record<Lang, string> };

/** Modules of white around a QR code (ISO/IEC 18004). */
const QUIET_ZONE = 4;

const mailSubjects: Record<Lang, (newsroom: string) => string> = {
  ko: newsroom => `[제보] ${newsroom}`,
  en: newsroom => `[Tip] ${newsroom}`,
};

/** The channels that are set, in the order of the article's footer: chat, phone, mail. */
export function officialChannels(contacts: Config['contacts'], newsroom: string): OfficialChannel[] {
  const channels: OfficialChannel[] = [];
  const { chat, phone, mail } = contacts;
  if (chat !== null)
    channels.push({ kind: 'chat', ...chat, qr: chat.url === null ? null : drawQr(chat.url) });
  if (phone !== null) channels.push({ kind: 'phone', shown: phone, href: telephoneLink(phone) });
  if (mail !== null) channels.push({ kind: 'mail', address: mail, href: mailLinks(mail, newsroom) });
  return channels;
}

/**
 * `tel:` with the E.164 number (RFC 3966); a number that no plan knows, such as 112, is dialled as it
 * stands.
 */
function telephoneLink(phone: string): string {
  const number = parsePhoneNumberFromString(phone, 'KR');
  return `tel:${number?.isValid() ? number.number : phone.replace(/\D/g, '')}`;
}

/** `mailto:` with a subject (RFC 6068), which wants all but plain letters percent-encoded. */
function mailLinks(address: string, newsroom: string): Record<Lang, string> {
  const to = encodeURIComponent(address).replace('%40', '@');
  const link = (lang: Lang) => `mailto:${to}?subject=${encodeURIComponent(mailSubjects[lang](newsroom))}`;
  return { ko: link('ko'), en: link('en') };
}

/** Each run of dark modules in a row becomes one flat rectangle. */
function drawQr(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const isDark = (x: number, y: number) => modules.get(y, x) !== 0;
  let path = '';
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; x += 1) {
      const start = x;
      while (x < modules.size && isDark(x, y)) x += 1;
      if (x > start) path += `M${start + QUIET_ZONE} ${y + QUIET_ZONE}h${x - start}v1h-${x - start}z`;
    }
  }
  return { size: modules.size + 2 * QUIET_ZONE, path };
}
