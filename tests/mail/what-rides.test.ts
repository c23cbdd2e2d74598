import { beforeEach, describe, expect, test } from 'vitest';
import type { Details } from '../../src/media/details.ts';
import type { Inspection } from '../../src/media/inspection.ts';
import type { KeptFile } from '../../src/tips/tip.ts';
import { createSmtpPeer, type SmtpPeer } from '../support/smtp.ts';
import { aTip, createMailWorld, type MailWorld } from './mail-world.ts';

let peer: SmtpPeer;
let world: MailWorld;
beforeEach(async () => {
  peer = await createSmtpPeer();
  world = await createMailWorld({ smtpUrl: peer.url, rides: 'safe' });
  world.start();
});

const found = (type: string | null, details: Details = {}): Inspection => ({
  is: 'done',
  broken: false,
  type,
  thumbnail: null,
  copy: null,
  shortfall: null,
  details,
});

/** A file whose content is of this type. */
async function aFile(name: string, type: string | null, more: Partial<KeptFile> = {}): Promise<KeptFile> {
  const file = await world.aFile(name, Buffer.from(`content of ${name}`));
  return { ...file, claimedType: 'application/octet-stream', inspection: found(type), ...more };
}

/** As a document's directory names them. */
const macrosAt = (at: number) =>
  Buffer.concat([Buffer.alloc(at), Buffer.from('_VBA_PROJECT', 'utf16le'), Buffer.alloc(2_000)]);

async function receive(files: KeptFile[]) {
  await world.enqueueMail(aTip({ files }));
  const [mail] = await peer.received(1);
  if (!mail) throw new Error('one has come');
  return mail.parsed;
}

const namesOf = ({ attachments }: { attachments: { filename?: string | undefined }[] }) =>
  attachments.map(({ filename }) => filename);

describe('A link is', () => {
  test('what staff have marked as disturbing', async () => {
    const mail = await receive([await aFile('사고.pdf', 'application/pdf', { disturbing: true })]);
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('충격적일 수 있다고 표시되어 첨부하지 않았어요');
  });

  test.each([
    'setup.exe',
    'SETUP.EXE',
    'setup.exe.',
    'setup.exe . .',
    'photo.jpg          .scr',
    'setup.ex\u200be',
    'setup.\u202Eexe',
    'ｓｅｔｕｐ．ｅｘｅ',
    'setup.exe:photo.jpg',
    'setup.exe.txt',
    'a.js',
    'a.hta',
    'a.lnk',
    'a.iso',
    'page.html',
    'drawing.svg',
    'report.docm',
    'table.xlsb',
    'a.ps1',
    'a.apk',
    'a.one',
    'a.webloc',
    'a.{3050f4d8-98b5-11cf-bb82-00aa00bdce0b}',
    '한글 문서.vbs',
  ])('what is called %s', async name => {
    const mail = await receive([await aFile(name, null)]);
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain(
      '열면 무언가 실행될 수 있는 종류라 첨부하지 않았어요 · 제보 화면에서 받으세요',
    );
  });

  test.each([
    ['photo.jpg', 'application/x-msdownload'],
    ['photo.jpg', 'text/html'],
    ['문서.txt', 'text/html'],
    ['tool', 'application/x-elf'],
    ['문서.docx', 'application/vnd.ms-word.document.macroenabled.12'],
    ['sheet', 'application/xml'],
  ])('%s that is %s by its content', async (name, type) => {
    const mail = await receive([await aFile(name, type)]);
    expect(mail.attachments).toEqual([]);
  });

  test.each([
    ['a page under the name of a text', '메모.txt', null, Buffer.from('\n<!DOCTYPE html><p>안녕')],
    ['a page behind words', '메모', null, Buffer.from('안녕 <script>alert(1)</script>')],
    ['a page in UTF-16', '메모.txt', null, Buffer.from('\uFEFF<html><body>', 'utf16le')],
    ['a page in the other UTF-16', '메모.txt', null, Buffer.from('\uFEFF<html><body>', 'utf16le').swap16()],
    ['a script', '메모', null, Buffer.from('#!/bin/sh\nrm -rf ~')],
    ['an old document with macros', '문서.doc', 'application/x-cfb', macrosAt(2_000)],
    ['one with macros between two pieces', '문서.hwp', 'application/x-cfb', macrosAt(64 * 1024 - 8)],
  ])('%s', async (_what, name, type, bytes) => {
    const file = await world.aFile(name, bytes);
    const mail = await receive([{ ...file, claimedType: 'text/plain', inspection: found(type) }]);
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('열면 무언가 실행될 수 있는');
  });

  test.each([
    ['사진들.zip', 'application/zip'],
    ['사진들.egg', null],
    ['사진들.alz', null],
    ['사진들.7z', 'application/x-7z-compressed'],
    ['사진들.z01', null],
    ['사진들', 'application/zip'],
    ['받은 편지.eml', null],
  ])('the archive %s, locked or not', async (name, type) => {
    const mail = await receive([await aFile(name, type)]);
    expect(mail.attachments).toEqual([]);
    expect(mail.text).toContain('압축 파일은 속을 볼 수 없어');
  });

  test('a picture of which there is no copy, also where nobody but its sender calls it one', async () => {
    const mail = await receive([
      await aFile('사진.jpg', 'image/jpeg'),
      await aFile('사진.dng', 'image/x-adobe-dng'),
      await aFile('사진.bmp', 'image/bmp'),
      await aFile('사진', null, { claimedType: 'image/x-new' }),
    ]);
    expect(mail.attachments).toEqual([]);
    expect(mail.text?.match(/위치를 뺀 사본을 만들지 못해/g)).toHaveLength(4);
  });

  test('a video that tells where or with what it was taken', async () => {
    const place = { latitude: 37.5, longitude: 127 };
    const mail = await receive([
      await aFile('a.mov', 'video/quicktime', { inspection: found('video/quicktime', { place }) }),
      await aFile('b.mp4', 'video/mp4', { inspection: found('video/mp4', { device: 'Spyglass' }) }),
      await aFile('c.mp4', 'video/mp4', { inspection: found('video/mp4', { seconds: 3 }) }),
    ]);
    expect(namesOf(mail)).toEqual(['c.mp4']);
  });

  test('what was not looked at yet', async () => {
    const mail = await receive([await aFile('메모.txt', null, { inspection: { is: 'waiting' } })]);
    expect(mail.attachments).toEqual([]);
  });
});

test('Documents, sounds and texts ride as they came, under the types of their kind', async () => {
  const mail = await receive([
    await aFile('현장.hwp', 'application/x-cfb'),
    await aFile('현장.hwpx', 'application/zip'),
    await aFile('통화 녹음.m4a', 'audio/mp4'),
    await aFile('문서.pdf', 'application/pdf'),
    await aFile('표.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
    await aFile('www.ytn.co.kr 글.txt', null),
    await aFile('2024.11.28', null),
  ]);
  expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
    ['현장.hwp', 'application/x-hwp'],
    ['현장.hwpx', 'application/hwp+zip'],
    ['통화 녹음.m4a', 'audio/mp4'],
    ['문서.pdf', 'application/pdf'],
    ['표.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['www.ytn.co.kr 글.txt', 'text/plain'],
    ['2024.11.28', 'application/octet-stream'],
  ]);
});

test('A copy is counted with its own size, and has the ending of what it is', async () => {
  const made = await world.aFile('copy', Buffer.alloc(500_000));
  const heic: Inspection = {
    is: 'done',
    broken: false,
    thumbnail: null,
    shortfall: null,
    details: {},
    type: 'image/heic',
    copy: { id: made.id, size: made.size, seal: made.seal, type: 'image/jpeg' },
  };
  const large = { size: 40_000_000, inspection: heic };
  const mail = await receive([
    await aFile('IMG_1.HEIC', 'image/heic', large),
    await aFile('28. 사진', 'image/heic', large),
    await aFile('셋째.heic', 'image/heic', large),
  ]);
  expect(namesOf(mail)).toEqual(['IMG_1.jpg', '28. 사진.jpg']);
});

test.each(['all', 'none'] as const)('MAIL_ATTACH=%s leaves no choice to the file', async rides => {
  world = await createMailWorld({ smtpUrl: peer.url, rides });
  world.start();
  const mail = await receive([
    await aFile('a.exe', 'application/x-msdownload'),
    await aFile('사진.heic', null),
  ]);
  expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(
    rides === 'none' ? [] : ['application/octet-stream', 'image/heic'],
  );
});

test('A file of which nothing opens that was found out about it stays behind', async () => {
  const files = [
    await aFile('글.txt', 'text/plain'),
    await aFile('표.txt', null, { inspection: { is: 'unopened' } }),
  ];
  expect(namesOf(await receive(files))).toEqual(['글.txt']);
});
