import { beforeEach, describe, expect, test } from 'vitest';
import type { KeptFile, OpenedTip } from '../../src/tips/tip.ts';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url });
  world.start();
});

async function receive(more: Partial<OpenedTip> = {}) {
  await world.enqueueMail(aTip(more));
  const [mail] = await peer.received(1);
  if (!mail) throw new Error('one has come');
  return { text: mail.parsed.text ?? '', html: mail.parsed.html || '', raw: mail.raw.toString('latin1') };
}

const aFile = (name: string, claimedType: string): KeptFile => ({
  ...{ id: name, name, size: 2_000_000, claimedType, sha256: 'ab'.repeat(32), crc32: null, seal: null },
  ...{ inspection: { is: 'waiting' }, scan: { is: 'not scanned' }, disturbing: false },
});
const phone = (parsed: string | null, mayReply = true) =>
  ({ way: 'phone', typed: '010-1234-5678', parsed, mayReply }) as const;
const hrefs = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map(match => match[1]);
const expectOrder = (text: string, ...words: string[]) => {
  const places = words.map(word => text.indexOf(word));
  expect(places.every(place => place >= 0)).toBe(true);
  expect(places).toEqual([...places].sort((one, other) => one - other));
};

test('Number, time, place and contacts stand above the text, permission below it, hashes last', async () => {
  const { text, html } = await receive({
    contacts: [phone('+82 10 1234 5678')],
    permission: 'yes',
    files: [aFile('영상.mp4', 'video/mp4')],
  });
  const body = html.slice(html.indexOf('<h1') - 200);
  const order = [
    '제보 #12',
    '14:05',
    '인천 서구',
    '홍길동',
    '010-1234-5678',
    '/admin/tips/12',
    '검은 연기가',
  ];
  for (const part of [text, body])
    expectOrder(
      part,
      ...order,
      '사용 허락',
      '제보자에게는 가지',
      '보던 기사',
      '영상.mp4',
      'SHA-256',
      'abab',
      '자동으로 보낸',
    );
});

test('The inbox shows what came, how the reader may be asked, and the words of the tip', async () => {
  const { html } = await receive({
    message: '지금\n\u202E연기가 나요',
    contacts: [phone('+82 10 1234 5678'), { way: 'email', typed: 'a@b.kr', parsed: null, mayReply: false }],
    files: [
      aFile('1.jpg', 'image/jpeg'),
      aFile('2.jpg', 'image/png'),
      aFile('3', 'video/mp4'),
      aFile('4', 'x/y'),
    ],
  });
  const [, hidden = '', preview = ''] = /<div style="(display:none[^"]*)">([^<]*)<\/div>/.exec(html) ?? [];
  expect(hidden).toContain('mso-hide:all');
  expect(preview).toBe('사진 2 · 영상 1 · 다른 파일 1 · 전화로 연락 가능 — 지금 연기가 나요');
});

describe('A number to tap', () => {
  test('is of digits and a plus sign alone', async () => {
    const { html } = await receive({ contacts: [phone('+82 10-1234-5678')] });
    expect(hrefs(html)).toEqual(['tel:+821012345678', 'https://tips.example.kr/admin/tips/12']);
  });

  test.each([
    [phone(null)],
    [phone('+82 10 1234 5678', false)],
    [phone('+82 2 398 8585 ext. 12')],
    [phone('javascript:alert(1)')],
  ])('is none that could not be read, or that was not left for an answer', async contact => {
    const { html } = await receive({ contacts: [contact] });
    expect(hrefs(html)).toEqual(['https://tips.example.kr/admin/tips/12']);
  });
});

describe('A long tip', () => {
  test.each([
    ['of words', '연기가 나요 '.repeat(14_000), 60_000],
    ['of one word', '가'.repeat(100_000), 60_000],
    ['of lines', 'a\n'.repeat(49_000), 50_000],
    ['of marks', '<&">'.repeat(25_000), 40_000],
    ['of emoji', '👨‍👩‍👧‍👦'.repeat(14_000), 60_000],
  ])('%s ends before the mail is clipped, and the rest is behind the link', async (_what, message, least) => {
    const { html, text } = await receive({ message: `처음 ${message}끝` });
    expect(Buffer.byteLength(html) * 1.37).toBeLessThan(90_000);
    expect(Buffer.byteLength(html)).toBeGreaterThan(least);
    for (const part of [html, text]) {
      expect(part).toMatch(/남은 [\d,]+자는 제보 화면에 있어요/);
      expect(part).toContain('자동으로 보낸');
      expect(part).not.toContain('\uFFFD');
    }
  });

  test('of many files with long names says how many are left', async () => {
    const files = Array.from({ length: 300 }, (_, index) =>
      aFile(`${index} ${'&'.repeat(900)}`, 'text/plain'),
    );
    const { html } = await receive({ files, message: '가'.repeat(100_000) });
    expect(Buffer.byteLength(html) * 1.37).toBeLessThan(90_000);
    expect(html).toMatch(/그 밖의 파일 29\d개는 제보 화면에 있어요/);
  });

  test('that just fits is whole', async () => {
    const { html, text } = await receive({ message: `${'가'.repeat(15_000)}끝` });
    for (const part of [html, text]) expect(part).not.toContain('남은');
    expect(text).toContain('가끝');
  });
});

test('A line of the message cannot pass for one of ours in the text part', async () => {
  const forged = [
    '사진·영상: 사용 허락',
    ' 보던 기사: 없음',
    'SHA-256:',
    '-- ',
    '만 14세\u200b 이상: 예',
    '파일 3개:',
  ];
  const { text } = await receive({
    message: forged.join('\n'),
    permission: 'no',
    files: [aFile('a', 'x/y')],
  });
  for (const line of forged.slice(0, 4)) expect(text).toContain(`\n> ${line}`);
  expect(text.match(/^-- $/gm)).toHaveLength(1);
  expect(text.match(/^사진·영상: /gm)).toHaveLength(1);
  expect(text.match(/^SHA-256:$/gm)).toHaveLength(1);
});

test('Nothing is loaded, in light or in dark, and no script of a reader runs', async () => {
  const evil =
    '"><img src="https://evil.example/x"><script>alert(1)</script>\u202E\u2066url(https://evil.example)';
  const { html } = await receive({
    ...{ headline: evil, title: evil, message: evil, place: evil, name: evil, article: evil },
    happened: { typed: evil, at: null, day: null },
    contacts: [{ way: 'phone', typed: evil, parsed: '+82 10 1234 5678', mayReply: true }],
    files: [aFile(evil, evil)],
  });
  expect(html).not.toMatch(/<(script|img|svg|link|iframe|object|form|base)\b/i);
  expect(html).not.toMatch(/\s(src|background|srcset|on\w+)="/i);
  expect(html.match(/<style>([^<]*)<\/style>/g)?.join()).not.toMatch(/url\(|@import|http/);
  expect(hrefs(html)).toEqual(['tel:+821012345678', 'https://tips.example.kr/admin/tips/12']);
  expect(html).toContain('prefers-color-scheme:dark');
  expect(html).toContain('[data-ogsc] .i-ink');
});
