import libmime from 'libmime';
import { beforeEach, expect, test } from 'vitest';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url });
  world.start();
});

const base64 = Buffer.from('x\r\nBcc: spy@example.com').toString('base64');
const nested = Buffer.from(`=?utf-8?B?${base64}?=`).toString('base64');

/** As a program would that decodes what it finds, over and over. */
function decodings(text: string): string[] {
  const found = [text];
  for (let round = 0; round < 4; round++) {
    const last = found.at(-1) ?? '';
    found.push(libmime.decodeWords(last), decodeLeniently(last), decodePercents(last));
  }
  return found;
}

const decodeLeniently = (text: string) =>
  text.replace(/=\?([^?]*)\?([^?]*)\?([^?]*)(\?=)?/g, (_all, _set, how: string, word: string) =>
    /b/i.test(how) ? Buffer.from(word, 'base64').toString() : unescaped(word, /((?:=[\da-f]{2})+)/gi),
  );

const decodePercents = (text: string) => unescaped(text, /((?:%[\da-f]{2})+)/gi);

const unescaped = (text: string, codes: RegExp) =>
  text.replace(codes, found => Buffer.from(found.replace(/[=%]/g, ''), 'hex').toString());

const headerOf = (raw: string) => raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');

test.each([
  '=?utf-8?Q?x=0D=0ABcc:_spy@example.com?=',
  `=?utf-8?B?${base64}?=`,
  `=?UTF-8*ko?b?${nested}?=`,
  `제보 =?utf-8?Q?x=0D=0A?= =?utf-8?Q?Bcc:_spy@example.com?= 끝`,
  '=?=?utf-8?Q?x=0D=0ABcc:_spy@example.com?=',
  '=\u202E?utf-8?Q?x=0D=0ABcc:_spy@example.com?=',
  '=\r\n?utf-8?Q?x=0D=0ABcc:_spy@example.com?=',
  '=?utf-8?Q?x=0D=0ABcc: spy@example.com',
  '=?utf-8 ?Q? x=0D=0ABcc:_spy@example.com ?=',
  "utf-8''x%0D%0ABcc:%20spy@example.com",
  "utf-8''x%250D%250ABcc:%20spy@example.com",
  'x%c2%85Bcc: spy@example.com',
  `${'긴 이름 '.repeat(20)}=?utf-8?Q?x=0D=0ABcc:_spy@example.com?=`,
])('%j in a title and in a file’s name decodes to no line of its own', async evil => {
  const file = await world.aFile(`${evil}.txt`, Buffer.from('x'));
  await world.enqueueMail(aTip({ headline: evil, title: evil, files: [file] }));
  const [mail] = await peer.received(1);
  if (mail === undefined) throw new Error('one has come');
  const raw = mail.raw.toString('latin1');
  expect(mail.to).toEqual(['desk@ytn.example.kr']);
  expect(raw.slice(0, raw.indexOf('\r\n\r\n'))).not.toMatch(/^Bcc:/im);
  const parts = raw.split('\r\n\r\n').map(part => headerOf(`${part}\r\n\r\n`));
  const seen = [
    mail.parsed.subject ?? '',
    ...mail.parsed.attachments.map(({ filename }) => filename ?? ''),
    ...parts.flatMap(part =>
      [...part.matchAll(/(?:^|\n)(?:Subject|Content-(?:Type|Disposition)):(.*)/g)].map(
        found => found[1] ?? '',
      ),
    ),
  ];
  for (const text of seen)
    for (const decoded of decodings(text)) expect(decoded).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
});

test.each(['1+1=? 정답은 2?', '100% 확실', '%EC%98%81.jpg', 'a=b&c=d?', '왜=?그런데'])(
  '%s stays as it is',
  async title => {
    const file = await world.aFile(title, Buffer.from('x'));
    await world.enqueueMail(aTip({ headline: title, files: [file] }));
    const [mail] = await peer.received(1);
    expect(mail?.parsed.subject).toBe(`[제보 #12] ${title}`);
    expect(mail?.parsed.attachments[0]?.filename).toBe(title);
  },
);
