import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig, WrongSettings } from '../src/config.ts';
import { settings } from '../src/settings.ts';

const faultsIn = (env: NodeJS.ProcessEnv) => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof WrongSettings) return error.message.split('\n').slice(1).map(line => line.trim());
    throw error;
  }
  return [];
};

test('with no setting at all, a desk works on a laptop', () => {
  expect(readConfig({})).toMatchObject({
    host: '127.0.0.1',
    port: 3000,
    publicUrl: 'http://localhost:3000',
    database: { engine: 'sqlite' },
    secretKey: null,
    smtpUrl: null,
    mailFrom: { name: 'Jebo', address: 'jebo@localhost' },
    newsroom: { name: 'YTN', lang: 'ko', timeZone: 'Asia/Seoul', inbox: ['social@ytn.co.kr'] },
    contacts: { phone: '02-398-8585', mail: 'social@ytn.co.kr', chat: { name: 'YTN', url: null } },
    privacyContact: 'social@ytn.co.kr',
    accent: '#0b57d0',
    limits: {
      mailAttach: 10 * 2 ** 20,
      fileSize: 2 * 2 ** 30,
      fileCount: 10,
      fileTotal: 10 * 2 ** 30,
      diskReserve: 2 * 2 ** 30,
      tipsAnHour: 600,
    },
    admin: null,
    trustProxy: 0,
  });
});

test('an empty setting is its default, but an empty channel is hidden', () => {
  const empty = { PORT: '', NEWSROOM_NAME: ' ', CHANNEL_PHONE: '', CHANNEL_MAIL: ' ', CHANNEL_CHAT_NAME: '' };
  const config = readConfig(empty);
  expect(config.port).toBe(3000);
  expect(config.newsroom.name).toBe('YTN');
  expect(config.contacts).toEqual({ phone: null, mail: null, chat: null });
  expect(config.privacyContact).toBe('YTN');
});

test.each([
  ['PORT', 'abc', 'a whole number from 0 to 65535'],
  ['PORT', '70000', 'a whole number from 0 to 65535'],
  ['HOST', 'not a host', 'a host name or an address'],
  ['PUBLIC_URL', 'https://a.kr/tips', 'http:// or https:// and a host, with no path'],
  ['PUBLIC_URL', 'ftp://a.kr', 'http:// or https:// and a host, with no path'],
  ['MAIL_FROM', 'a@b.kr, c@d.kr', 'a name and <one e-mail address>'],
  ['MAIL_FROM', 'Tips\nBcc: x@y.kr <a@b.kr>', 'a name and <one e-mail address>'],
  ['NEWSROOM_LANG', 'fr', 'ko or en'],
  ['TIME_ZONE', 'Mars/Olympus', 'the name of a time zone'],
  ['NEWSROOM_INBOX', 'desk', 'one or more e-mail addresses'],
  ['NEWSROOM_INBOX', '홍길동@한국.kr', 'one or more e-mail addresses'],
  ['CHANNEL_CHAT_URL', 'http://pf.kakao.com/_x', 'an https:// address'],
  ['ACCENT', 'red', 'a colour of # and six hex digits'],
  ['UPLOAD_FILE_LIMIT', '-3', 'a number of bytes'],
  ['DISK_RESERVE', 'much', 'a number of bytes'],
  ['TRUST_PROXY', 'true', 'a whole number from 0 to 10'],
])('%s=%j is told with what it must be and an example', (name, value, must) => {
  const [fault, ...others] = faultsIn({ [name]: value });
  expect(fault).toContain(`${name} is ${JSON.stringify(value)} and must be ${must}`);
  expect(fault).toMatch(/, for example: \S/);
  expect(others).toEqual([]);
});

test('all faults are told at once', () => {
  expect(faultsIn({ PORT: 'x', ACCENT: 'x', SMTP_URL: 'x' }).map(line => line.split(' ')[0])).toEqual([
    'PORT',
    'SMTP_URL',
    'ACCENT',
    'NEWSROOM_INBOX',
    'MAIL_FROM',
    'PUBLIC_URL',
  ]);
});

test.each([
  ['SECRET_KEY', 'c2hvcnQgc2VjcmV0'],
  ['SMTP_URL', 'http://user:secret@mail'],
  ['DATABASE_URL', 'mysql://user:secret@db'],
  ['ADMIN_PASSWORD', 'secret'],
])('the value of %s is not repeated', (name, value) => {
  const faults = faultsIn({ [name]: value }).join('\n');
  expect(faults).toContain(`${name} must be`);
  expect(faults).not.toContain(value);
  expect(faults).not.toContain('secret@');
});

test('no newsroom mails its sources to another: with SMTP_URL, inbox, sender and address must be its own', () => {
  expect(faultsIn({ SMTP_URL: 'smtp://localhost' })).toEqual([
    expect.stringContaining('NEWSROOM_INBOX must be set, because SMTP_URL is'),
    expect.stringContaining('MAIL_FROM must be set, because SMTP_URL is'),
    expect.stringContaining('PUBLIC_URL must be set, because SMTP_URL is'),
  ]);
});

test('with DATABASE_URL, SECRET_KEY must be set, and the first account needs both of its settings', () => {
  expect(faultsIn({ DATABASE_URL: 'postgres://u:p@h/d' })).toEqual([expect.stringContaining('SECRET_KEY must be set')]);
  expect(faultsIn({ ADMIN_EMAIL: 'a@b.kr' })).toEqual([expect.stringContaining('ADMIN_PASSWORD must be set')]);
  expect(faultsIn({ ADMIN_PASSWORD: 'long enough' })).toEqual([expect.stringContaining('ADMIN_EMAIL must be set')]);
});

test('the same address twice in the inbox is one', () => {
  expect(readConfig({ NEWSROOM_INBOX: 'a@b.kr, c@d.kr,a@b.kr' }).newsroom.inbox).toEqual(['a@b.kr', 'c@d.kr']);
});

test('.env.example names every setting, each with its default', () => {
  const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
  const named = parseEnv(example.replace(/^#(?=[A-Z_]+=)/gm, ''));
  expect(Object.keys(named).sort()).toEqual(Object.keys(settings.shape).sort());
  expect(readConfig(named)).toEqual(readConfig({}));
  expect(named['ACCENT']).toBe('#0b57d0');
});
