import type { Readable } from 'node:stream';
import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { z } from 'zod';
import { TipMail } from '../../views/mail/tip-mail.tsx';
import type { Config } from '../config.ts';
import { wordsOf } from '../i18n/words.ts';
import type { Contact, KeptFile, KeptTip } from '../tips/tip.ts';
import { type Letter, shortened } from './letter.ts';
import { tipSheet } from './tip-sheet.ts';
import { tipText } from './tip-text.ts';

const HEADLINE_IN_SUBJECT = 70;

/** Which mail of the tip, to whom; `date` in milliseconds since 1970, UTC. */
type Envelope = { position: number; to: string; date: number };

type Parts = Pick<Config, 'newsroom' | 'publicUrl' | 'clamdUrl'> & {
  /** The most bytes of files that ride in one mail; 0: none. */
  attachLimit: number;
  read: (fileId: string) => Readable;
};

/** The newsroom's mail for one tip. */
export function tipLetter(tip: KeptTip, { position, to, date }: Envelope, parts: Parts): Letter {
  const safe = tip.files.filter(file => mayRide(file, parts.clamdUrl !== null));
  const riding = filesThatFit(safe, parts.attachLimit);
  const replyTo = addressForAnswers(tip.contacts);
  const sheet = tipSheet(tip, new Set(riding.map(file => file.id)), replyTo !== null, parts);
  const { mail } = wordsOf(parts.newsroom.lang);
  return {
    id: `tip-${tip.number}.${position}`,
    to,
    subject: mail.tip.subject(tip.number, shortened(sheet.headline, HEADLINE_IN_SUBJECT)),
    text: tipText(sheet),
    html: `<!doctype html>${render(h(TipMail, { sheet }))}`,
    date,
    replyTo,
    tags: { 'X-Jebo-Tip': String(tip.number), 'X-Jebo-Channel': tip.channel },
    riding: riding.map(file => ({ name: file.name, open: () => parts.read(file.id) })),
  };
}

/** Where there is a scanner, only what it has found clean rides. Without one, nothing is known of any file. */
const mayRide = ({ scan }: KeptFile, isScanned: boolean) =>
  scan.is === 'clean' || (scan.is === 'not scanned' && !isScanned);

/** In the reader's order, each file that still fits: a long video is a link, the photo after it rides. */
function filesThatFit(files: readonly KeptFile[], limit: number): KeptFile[] {
  let left = limit;
  return files.filter(({ size }) => {
    if (size > left || limit === 0) return false;
    left -= size;
    return true;
  });
}

/** One address in ASCII that every mail server takes: no comma, no name, no second address (RFC 5321, 4.5.3.1.3). */
const answerable = z
  .email()
  .max(254)
  .regex(/^[\x21-\x7e]+$/);

/** Where an answer by mail may go: the reader's one address, if they chose to be answered there. */
function addressForAnswers(contacts: readonly Contact[]): string | null {
  const chosen = contacts.filter(({ way, mayReply }) => way === 'email' && mayReply);
  const [only, ...others] = chosen.map(({ typed }) => answerable.safeParse(typed.trim()).data);
  return only === undefined || others.length > 0 ? null : only;
}
