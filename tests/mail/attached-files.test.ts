import { beforeEach, expect, test } from 'vitest';
import type { OpenedTip } from '../../src/tips/tip.ts';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url });
  world.start();
});

async function receive(more: Partial<OpenedTip>) {
  await world.enqueueMail(aTip(more));
  const [mail] = await peer.received(1);
  if (!mail) throw new Error('one has come');
  return mail;
}

test('Files are attached byte for byte under their Korean names, long ones too', async () => {
  const bytes = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * 31) % 256));
  const long = `${'국립중앙박물관에서 찍은 아주 긴 이름의 사진 '.repeat(6)}(최종).jpg`.normalize('NFC');
  const names = [long, '현장.hwp', '통화 녹음.m4a', '받은 편지.eml', '.htaccess', 'a"b;c=d\'e.png', '🔥.txt'];
  const files = await Promise.all(names.map(name => world.aFile(name, bytes)));
  const { parsed } = await receive({ files });
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(names);
  for (const { content } of parsed.attachments) expect(content.equals(bytes)).toBe(true);
  for (const { sha256 } of files) expect(parsed.text).toContain(sha256);
});

test('Files have names that are no path and turn nothing round', async () => {
  const file = await world.aFile('../../etc/\u202Egpj.exe\r\nX-Evil: yes', Buffer.from('x'));
  const { parsed } = await receive({ files: [file] });
  expect(parsed.attachments[0]?.filename).toBe('.._.._etc_gpj.exe X-Evil: yes');
});

test('Files that are too large together are listed with their size and a link, the others are attached', async () => {
  const [large, small, rest] = await Promise.all([
    world.aFile('영상.mp4', Buffer.alloc(1_500_000)),
    world.aFile('사진.jpg', Buffer.alloc(600_000)),
    world.aFile('사진 2.jpg', Buffer.alloc(600_000)),
  ]);
  const { parsed } = await receive({ files: [large, small, rest] });
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['사진.jpg']);
  expect(parsed.text).toMatch(/영상\.mp4\n {2}1\.4MB · 제보 화면에서 받으세요/);
  expect(parsed.text).toMatch(/사진\.jpg\n {2}586KB · 이 메일에 첨부했어요/);
  expect(parsed.text).toMatch(/사진 2\.jpg\n {2}586KB · 제보 화면에서 받으세요/);
});

test('Without a scanner no word is lost on scans', async () => {
  const { parsed } = await receive({ files: [await world.aFile('사진.jpg', Buffer.from('x'))] });
  expect(parsed.attachments).toHaveLength(1);
  expect(parsed.text).not.toContain('바이러스');
});

test('With a scanner, a file from before it is not attached unscanned', async () => {
  world = await createMailWorld({ smtpUrl: peer.url, clamdUrl: 'tcp://127.0.0.1:1', lang: 'en' });
  world.start();
  const { parsed } = await receive({ files: [await world.aFile('photo.jpg', Buffer.from('x'))] });
  expect(parsed.attachments).toEqual([]);
  expect(parsed.text).toContain('1 B · on the tip’s page · not scanned for viruses, so not attached');
});

test('A file that is not what it says is told in one line', async () => {
  const plain = await world.aFile('사진.jpg', Buffer.from('x'));
  const seen = {
    is: 'done',
    broken: false,
    thumbnail: null,
    copy: null,
    shortfall: null,
    details: {},
  } as const;
  const files = [
    { ...plain, claimedType: 'image/jpeg\r\nX-Evil: yes', inspection: { ...seen, type: 'application/zip' } },
    { ...plain, claimedType: 'video/mp4', inspection: { ...seen, type: null } },
    { ...plain, claimedType: 'image/jpeg', inspection: { ...seen, type: 'image/jpeg' } },
  ];
  const { parsed } = await receive({ files });
  for (const words of [parsed.text ?? '', parsed.html || '']) {
    expect(words).toContain('image/jpegx-evil:yes 종류라고 하지만 내용을 보면 application/zip 종류예요.');
    expect(words).toContain('video/mp4 종류라고 하지만 내용을 보면 그렇지 않아요.');
    expect(words.match(/종류라고 하지만/g)).toHaveLength(2);
  }
});

test('A file that does not open, or not to its end, is a link, and its mail arrives once with the others', async () => {
  const [whole, closed, cut] = await Promise.all([
    world.aFile('하나.jpg', Buffer.alloc(100_000, 1)),
    world.aFile('둘.jpg', Buffer.alloc(100_000, 2)),
    world.aFile('셋.jpg', Buffer.alloc(300_000, 3)),
  ]);
  const files = [whole, { ...closed, seal: whole.seal }, { ...cut, size: cut.size + 100_000 }];
  const { parsed } = await receive({ files });
  expect(parsed.attachments.map(({ filename }) => filename)).toEqual(['하나.jpg']);
  expect(parsed.text).toMatch(/셋\.jpg\n.*제보 화면에서 받으세요/);
  await waitFor(async () => expect(await world.rows()).toMatchObject([{ state: 'done', attempts: 1 }]));
  expect(peer.mails).toHaveLength(1);
});
