import sharp from 'sharp';
import { expect, test } from 'vitest';
import { mismatchOf } from '../../src/media/mismatch.ts';
import { fixture, openSandbox } from './sandbox/sandbox-world.ts';

const { inspect } = openSandbox();

/** What staff are told of a file that came so named and so called. */
async function toldOf(bytes: Buffer, name: string, claimedType: string) {
  const { type, broken } = await inspect(bytes, claimedType);
  const inspection = {
    ...{ is: 'done' as const, broken, type, thumbnail: null, copy: null },
    ...{ shortfall: null, details: {} },
  };
  return mismatchOf({ name, claimedType, inspection });
}

/** One local entry of a zip that is not packed (APPNOTE 4.3.7): all that detection reads. */
function zipEntry(name: string, content = ''): Buffer {
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 'latin1');
  header.writeUInt16LE(20, 4);
  header.writeUInt32LE(content.length, 18);
  header.writeUInt32LE(content.length, 22);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, Buffer.from(name), Buffer.from(content)]);
}

const officeOpen = (type: string) =>
  zipEntry(
    '[Content_Types].xml',
    `<Types><Override ContentType="application/vnd.${type}.main+xml"/></Types>`,
  );
const docx = officeOpen('openxmlformats-officedocument.wordprocessingml.document');
const xlsx = officeOpen('openxmlformats-officedocument.spreadsheetml.sheet');
const withMacros = officeOpen('ms-word.document.macroEnabled');
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** A compound file, as of Hangul 5 or of Word 97. */
const cfb = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504)]);
const rtf = Buffer.from('{\\rtf1 hello}');
const svg = Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>');
const html = Buffer.from('<!DOCTYPE html><script>alert(1)</script>');
const script = Buffer.from('#!/bin/sh\nrm -rf ~\n');
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]);
const amr = Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(320, 0x3c)]);

const jpeg = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#678' } })
  .jpeg()
  .toBuffer();
const png = await sharp(jpeg).png().toBuffer();
/** Two pictures, told by an index after the first one's start (CIPA DC-007). */
const mpo = Buffer.concat([
  jpeg.subarray(0, 2),
  Buffer.from('ffe200144d5046004949 2a00080000000000'.replace(' ', ''), 'hex'),
  Buffer.alloc(2),
  jpeg.subarray(2),
  jpeg,
]);

/** A box `ftyp` of a brand, and nothing behind it. */
const heif = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0mif1${brand}`, 'latin1');

test.each([
  ['film.wmv', '영상.wmv', 'video/x-ms-wmv'],
  ['film.wmv', '영상.asf', 'video/x-ms-asf'],
  ['film.wmv', '영상.wmv', ''],
  ['sound.wma', '녹음.wma', 'audio/x-ms-wma'],
  ['film.mpg', '영상.mpg', 'video/mpeg'],
  ['film.vob', 'VTS_01_1.VOB', 'video/mpeg'],
  ['film.vob', 'VTS_01_1.VOB', 'video/dvd'],
  ['film.vob', 'VTS_01_1.VOB', 'video/x-ms-vob'],
  ['film.vob', 'MOV001.MOD', 'video/mpeg'],
  ['film.vob', 'MOV001.MOD', 'audio/x-mod'],
  // As Chrome on Windows names them, then others.
  ['film.mpegts', '방송.ts', 'video/vnd.dlna.mpeg-tts'],
  ['film.m2ts', '00001.MTS', 'video/vnd.dlna.mpeg-tts'],
  ['film.m2ts', '00001.m2ts', 'video/vnd.dlna.mpeg-tts'],
  ['sound.aac', '녹음.aac', 'audio/vnd.dlna.adts'],
  ['film.mpegts', '방송.ts', 'video/mp2t'],
  ['film.mpegts', '방송.ts', 'text/vnd.trolltech.linguist'],
  ['film.mpegts', '방송.ts', 'application/octet-stream'],
  ['film.m2ts', '00001.MTS', 'model/vnd.mts'],
  ['film.m2ts', '00001.m2ts', ''],
  ['sound.aac', '녹음.aac', 'audio/aac'],
  ['sound.aac', '녹음.aac', 'audio/x-hx-aac-adts'],
  ['sound.aac', '녹음.aac', 'audio/mpeg'],
  ['sound.m4a', '녹음.m4a', 'audio/mpeg'],
  ['sound.m4a', '녹음.m4a', 'audio/x-m4a'],
  ['android.m4a', '녹음.m4a', 'audio/mpeg'],
  ['android.m4a', '녹음.m4a', 'audio/mp4'],
  ['android.m4a', '녹음.m4a', 'video/mp4'],
  ['sound.mp3', '녹음.mp3', 'audio/mp3'],
  ['sound.opus', '음성.opus', 'audio/opus'],
  ['sound.opus', '음성.ogg', 'application/ogg'],
  ['film.3gp', '영상.3gp', 'video/3gpp'],
  ['film.3gp', '영상.3gp', 'video/mp4'],
  ['voice.3gp', '녹음.3gp', 'audio/3gpp'],
  ['voice.3gp', '녹음.3gp', 'video/3gpp'],
  ['film.mov', '영상.mov', 'video/quicktime'],
  ['film.mov', '영상.MP4', 'video/mp4'],
  ['film.mp4', '영상.mov', 'video/quicktime'],
  ['film.mp4', '영상.m4v', 'video/mp4'],
  ['film.m4v', '영상.m4v', 'video/x-m4v'],
  ['film.m4v', '영상.mp4', 'video/mp4'],
  ['film.mp4', '영상', 'video/*'],
  ['film.mkv', '영상.mkv', 'video/x-matroska'],
  ['film.mkv', '영상.webm', 'video/webm'],
  ['film.webm', '영상.mkv', 'video/x-matroska'],
  ['sound.webm', '녹음.webm', 'audio/webm'],
  ['sound.webm', '녹음.webm', 'video/webm'],
  ['film.flv', '영상.flv', 'video/x-flv'],
  ['picture.avif', '사진.heic', 'image/heic'],
  ['picture.avif', '사진.avif', ''],
])('An honest %s called %s and “%s” gives no warning', async (file, name, claimed) => {
  expect(await toldOf(await fixture(`kinds/${file}`), name, claimed)).toBeNull();
});

test.each([
  ['MPO', mpo, 'DSC_0001.MPO', 'image/mpo'],
  ['MPO', mpo, 'DSC_0001.MPO', ''],
  ['MPO', mpo, 'DSC_0001.JPG', 'image/jpeg'],
  ['JPEG', jpeg, '사진.jfif', 'image/jpeg'],
  ['JPEG', jpeg, '사진.jpg', 'image/pjpeg'],
  ['JPEG', jpeg, '사진', 'image/*'],
  ['HEIC', heif('heic'), 'IMG_1.HEIC', 'image/heif'],
  ['HEIC', heif('heic'), 'IMG_1.HEIC', ''],
  ['HEIC of a burst', heif('hevc'), 'IMG_1.HEICS', 'image/heic-sequence'],
  ['HEIF', heif('mif1'), 'IMG_1.HIF', 'image/heic'],
  ['AMR', amr, '통화.amr', 'audio/amr'],
  ['AMR', amr, '통화.amr', 'audio/3gpp'],
  ['SVG', svg, '그림.svg', 'image/svg+xml'],
  ['web page', html, '글.html', 'text/html'],
  ['web page as XML', svg, '글.html', 'text/html'],
  ['DOCX', docx, '보고서.docx', DOCX],
  ['DOCX', docx, '보고서.docx', 'application/zip'],
  ['DOCX', docx, '보고서.docx', ''],
  ['DOCX', docx, '보고서.doc', 'application/msword'],
  ['DOCX of another program', zipEntry('word/a.xml'), '보고서.docx', DOCX],
  ['DOCX with a password', cfb, '보고서.docx', DOCX],
  ['XLSX', xlsx, '표.xlsx', 'application/vnd.ms-excel'],
  ['HTML table', html, '표.xls', 'application/vnd.ms-excel'],
  ['CSV', Buffer.from('a,b\n1,2\n'), '표.csv', 'application/vnd.ms-excel'],
  ['RTF', rtf, '보고서.rtf', 'application/msword'],
  ['RTF', rtf, '보고서.doc', 'application/msword'],
  ['HWP', cfb, '보고서.hwp', 'application/haansofthwp'],
  ['HWP', cfb, '보고서.hwp', 'application/x-hwp'],
  ['HWP', cfb, '보고서.hwp', ''],
  ['HWPX', zipEntry('mimetype', 'application/hwp+zip'), '보고서.hwpx', 'application/haansofthwpx'],
  ['HWPX', zipEntry('mimetype', 'application/hwp+zip'), '보고서.hwpx', ''],
  ['KMZ', zipEntry('doc.kml'), '지도.kmz', 'application/vnd.google-earth.kmz'],
  ['ZIP', zipEntry('사진.jpg'), '사진.zip', 'application/x-zip-compressed'],
  ['ZIP', zipEntry('사진.jpg'), '사진.zip', 'application/x-compressed'],
])('An honest %s gives no warning: %#', async (_, bytes, name, claimed) => {
  expect(await toldOf(bytes, name, claimed)).toBeNull();
});

test.each([
  ['a program', program, '영상.mp4', 'video/mp4', 'application/x-msdownload'],
  ['a program', program, '영상.wmv', '', 'application/x-msdownload'],
  ['a program', program, '영상.mp4', 'application/x-msdownload', 'application/x-msdownload'],
  ['a program', program, '방송.ts', 'video/vnd.dlna.mpeg-tts', 'application/x-msdownload'],
  ['a web page', html, '영상.mp4', 'video/mp4', null],
  ['a web page', html, '영상.mp4', 'text/html', null],
  ['a web page', html, '영상.mp4', '', null],
  ['a web page', html, '녹음.wma', 'audio/x-ms-wma', null],
  ['a script', script, '영상.mp4', 'video/mp4', null],
  ['a script', script, '사진.MPO', 'application/x-sh', null],
  ['an archive', zipEntry('a.exe'), '영상.mp4', 'video/mp4', 'application/zip'],
  ['an archive', zipEntry('a.exe'), '계약서.pdf', 'application/pdf', 'application/zip'],
  ['a document with macros', withMacros, '보고서.docx', DOCX, expect.stringContaining('macroenabled')],
  ['a picture', png, '영상.mp4', 'video/mp4', 'image/png'],
  ['a picture', png, '사진.jpg', 'image/jpeg', 'image/png'],
])('%s is told when it goes by another thing’s name: %#', async (_, bytes, name, claimed, found) => {
  expect(await toldOf(bytes, name, claimed)).toEqual({ claimed: expect.any(String), found });
});
