import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig, WrongSettings } from '../../src/config/config.ts';
import { settings } from '../../src/config/settings.ts';
import type { Settings } from '../support/settings.ts';

/** The message that a wrong environment ends the start with. */
function refusal(settings: Settings): string {
  try {
    readConfig(settings);
  } catch (error) {
    if (error instanceof WrongSettings) return error.message;
    throw error;
  }
  return 'nothing was refused';
}

const DAY = 24 * 60 * 60 * 1_000;

const key = Buffer.alloc(32, 7).toString('base64');

/** With a mail server, the settings that name YTN must be replaced. */
const own = {
  NEWSROOM_INBOX: 'desk@paper.example',
  MAIL_FROM: 'Tips <tips@paper.example>',
  PUBLIC_URL: 'https://tips.paper.example',
};

describe('With nothing set', () => {
  const config = readConfig({});

  test('the desk is that of the line under the articles', () => {
    expect(config.newsroom).toEqual({
      name: 'YTN',
      lang: 'ko',
      dailyMail: null,
      timeZone: 'Asia/Seoul',
      inbox: ['social@ytn.co.kr'],
    });
    expect(config.contacts).toEqual({
      phone: '02-398-8585',
      mail: 'social@ytn.co.kr',
      chat: { name: 'YTN', url: null },
    });
    expect(config.privacy.contact).toBe('social@ytn.co.kr');
  });

  test('it runs on this machine alone, with files, and mails nobody', () => {
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      dataDir: resolve('data'),
      database: { engine: 'sqlite' },
      secretKey: null,
      attach: 'safe',
      smtpUrl: null,
      mailFrom: { name: 'Jebo', address: 'jebo@localhost' },
      admin: null,
      accent: '#0b57d0',
      trustProxy: 0,
    });
  });

  test('the limits are those of the contract, in bytes', () => {
    const gb = 1024 ** 3;
    expect(config.limits).toEqual({
      mailAttach: 10 * 1024 ** 2,
      fileSize: 2 * gb,
      fileCount: 10,
      fileTotal: 10 * gb,
      diskReserve: 2 * gb,
      tipsAnHour: 600,
    });
  });

  test('what is not used goes after 90 days, all else after a year, told a week before', () => {
    expect(config.retention).toEqual({
      unused: 90 * DAY,
      open: 365 * DAY,
      used: 365 * DAY,
      withdrawn: 7 * DAY,
      notice: 7 * DAY,
    });
  });

  test('a setting left empty counts as not set', () => {
    expect(
      readConfig({ PORT: '', SECRET_KEY: ' ', NEWSROOM_INBOX: '', MAIL_FROM: ' ', ADMIN_EMAIL: '' }),
    ).toEqual(config);
  });
});

describe('What is set is taken', () => {
  test('the port is part of the address that is not set', () => {
    expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://localhost:8080');
  });

  test('an address of the world keeps no slash at its end', () => {
    expect(readConfig({ PUBLIC_URL: 'https://tips.paper.example/' }).publicUrl).toBe(
      'https://tips.paper.example',
    );
  });

  test('an inbox may be many, each once', () => {
    const { inbox } = readConfig({
      NEWSROOM_INBOX: 'a@paper.example, b@paper.example,a@paper.example',
    }).newsroom;
    expect(inbox).toEqual(['a@paper.example', 'b@paper.example']);
  });

  test.each([
    ['tips@paper.example', { name: '', address: 'tips@paper.example' }],
    ['제보 데스크 <tips@paper.example>', { name: '제보 데스크', address: 'tips@paper.example' }],
    ['"Desk, night" <tips@paper.example>', { name: 'Desk, night', address: 'tips@paper.example' }],
  ])('the sender %s is understood', (MAIL_FROM, mailbox) => {
    expect(readConfig({ MAIL_FROM }).mailFrom).toEqual(mailbox);
  });

  test.each(['Asia/Kolkata', 'Asia/Calcutta', 'Etc/UTC', 'UTC', 'Europe/Kyiv'])(
    'the time zone %s is known by its name',
    TIME_ZONE => {
      expect(readConfig({ TIME_ZONE }).newsroom.timeZone).toBe(TIME_ZONE);
    },
  );

  test.each([
    'smtp://u:p@mail.paper.example:587?ignoreTLS=true',
    'smtp://u:p@mail.paper.example:587?requireTLS=true&maxConnections=3',
    'smtps://mail.paper.example?name=tips.paper.example&tls.servername=mx.paper.example',
  ])('a mail server may be given as %s', SMTP_URL => {
    expect(readConfig({ SMTP_URL, ...own }).smtpUrl).toBe(SMTP_URL);
  });

  test.each([
    'requireTls=true',
    'logger=true&debug=true',
    'ignoreTLS=yes',
    'requireTLS=false',
    'maxConnections=0',
    'pool=false',
    'tls.ca=x',
    'ignoreTLS=false&ignoreTLS=true',
  ])('what nobody knows behind a mail server is refused: %s', query => {
    const message = refusal({ SMTP_URL: `smtp://u:hush-hush@mail.paper.example?${query}`, ...own });
    expect(message).toContain('  SMTP_URL must be an smtp:// or smtps:// address, behind a ? nothing but ');
    expect(message).not.toContain('hush');
  });

  test.each([
    ['0', 0],
    ['512', 512],
    ['1.5kb', 1536],
    ['20MB', 20 * 1024 ** 2],
    ['1 tb', 1024 ** 4],
  ])('a size may be written %s', (DISK_RESERVE, bytes) => {
    expect(readConfig({ DISK_RESERVE }).limits.diskReserve).toBe(bytes);
  });

  test.each([
    ['1d', 1],
    ['30D', 30],
    ['3650 d', 3_650],
  ])('a time of keeping may be written %s', (RETENTION_UNUSED, days) => {
    expect(readConfig({ RETENTION_UNUSED }).retention.unused).toBe(days * DAY);
  });

  test('nothing is announced longer before than it is kept', () => {
    expect(readConfig({ RETENTION_UNUSED: '3d' }).retention.notice).toBe(3 * DAY);
    expect(readConfig({ RETENTION_NOTICE: '30d' }).retention.notice).toBe(30 * DAY);
  });

  test('PostgreSQL with its key', () => {
    const config = readConfig({ DATABASE_URL: 'postgres://u:p@db/jebo', SECRET_KEY: key });
    expect(config.database).toEqual({ engine: 'postgres', url: 'postgres://u:p@db/jebo' });
    expect(config.secretKey).toEqual({ from: 'setting', key: Buffer.alloc(32, 7) });
  });

  test('a bucket, at Amazon or elsewhere', () => {
    const url = 's3://tips.paper?endpoint=http://127.0.0.1:9000&region=kr-1';
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
    expect(readConfig({ FILES_URL: url, ...keys }).files).toEqual({
      ...{ kept: 's3', bucket: 'tips.paper', endpoint: 'http://127.0.0.1:9000', region: 'kr-1' },
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    });
    expect(readConfig({ FILES_URL: 's3://tips?region=ap-northeast-2' }).files).toEqual({
      ...{ kept: 's3', bucket: 'tips', endpoint: null, region: 'ap-northeast-2' },
      credentials: null,
    });
  });

  test('the first account', () => {
    const admin = { email: 'editor@paper.example', password: 'ten letters' };
    expect(readConfig({ ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }).admin).toEqual(admin);
  });
});

describe('A channel given as empty is hidden from readers', () => {
  test('all of them', () => {
    const config = readConfig({ CHANNEL_PHONE: '', CHANNEL_MAIL: ' ', CHANNEL_CHAT_NAME: '' });
    expect(config.contacts).toEqual({ phone: null, mail: null, chat: null });
  });

  test('whoever answers for personal data is then the next that is left', () => {
    expect(readConfig({ CHANNEL_MAIL: '' }).privacy.contact).toBe('02-398-8585');
    expect(readConfig({ CHANNEL_MAIL: '', CHANNEL_PHONE: '' }).privacy.contact).toBe('YTN');
  });
});

describe('A wrong setting is refused with its name, what it must be and a right example', () => {
  test.each<[string, string]>([
    ['HOST', 'a host'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80a'],
    ['PUBLIC_URL', 'tips.paper.example'],
    ['PUBLIC_URL', 'ftp://tips.paper.example'],
    ['PUBLIC_URL', 'https://tips.paper.example/tips'],
    ['PUBLIC_URL', 'https://tips.paper.example/?a'],
    ['PUBLIC_URL', 'https://editor:secret@tips.paper.example'],
    ['MAIL_FROM', 'a@paper.example, b@paper.example'],
    ['MAIL_FROM', 'Tips <tips@paper.example'],
    ['MAIL_FROM', 'Tips <홍길동@한국.kr>'],
    ['NEWSROOM_LANG', 'xx'],
    ['NEWSROOM_NAME', '가'.repeat(101)],
    ['TIME_ZONE', 'Seoul'],
    ['TIME_ZONE', '+09:00'],
    ['NEWSROOM_INBOX', 'nobody'],
    ['NEWSROOM_INBOX', 'a@paper.example; b@paper.example'],
    ['NEWSROOM_INBOX', ','],
    ['DAILY_MAIL', '24:00'],
    ['DAILY_MAIL', '8:30'],
    ['DAILY_MAIL', 'daily'],
    ['CHANNEL_PHONE', 'call us'],
    ['CHANNEL_MAIL', 'desk'],
    ['CHANNEL_CHAT_URL', 'http://pf.kakao.com/_x'],
    ['CHANNEL_CHAT_URL', 'javascript:alert(1)'],
    ['ACCENT', 'blue'],
    ['ACCENT', '#0b57d0;}'],
    ['MAIL_ATTACH', 'some'],
    ['MAIL_ATTACH_LIMIT', 'ten'],
    ['UPLOAD_FILE_LIMIT', '2g'],
    ['UPLOAD_FILE_LIMIT', '2 gigs'],
    ['UPLOAD_FILE_LIMIT', '-1gb'],
    ['UPLOAD_FILE_COUNT', '1.5'],
    ['TIP_LIMIT', 'none'],
    ['RETENTION_UNUSED', '90'],
    ['RETENTION_UNUSED', '3m'],
    ['RETENTION_UNUSED', '0d'],
    ['RETENTION_OPEN', 'never'],
    ['RETENTION_USED', '3651d'],
    ['RETENTION_USED', '1.5d'],
    ['RETENTION_NOTICE', '31d'],
    ['TRUST_PROXY', 'true'],
  ])('%s=%s', (name, value) => {
    const message = refusal({ [name]: value });
    expect(message).toContain(`  ${name} is ${JSON.stringify(value)} and must be `);
    expect(message).toMatch(/ must be \w.+, for example: \S/);
  });

  test.each([
    'https://bucket.s3.amazonaws.com',
    's3://tips',
    's3://Tips?region=x',
    's3://tips/folder?region=x',
    's3://tips?region=x&endpoint=s3.example.kr',
    's3://tips?region=x&prefix=files',
    's3://tips?region=x&region=',
  ])('FILES_URL=%s', value => {
    expect(refusal({ FILES_URL: value })).toMatch(/ FILES_URL must be an s3:.+, for example: s3:\S+$/m);
  });

  test('what opens a bucket is two things, and neither is repeated', () => {
    expect(refusal({ AWS_ACCESS_KEY_ID: 'id' })).toContain('AWS_SECRET_ACCESS_KEY must be set, because');
    expect(refusal({ AWS_SECRET_ACCESS_KEY: 'hidden' })).toContain('AWS_ACCESS_KEY_ID must be set, because');
    expect(refusal({ FILES_URL: 's3://id:hidden@tips?region=x' })).not.toContain('hidden');
  });

  test('its own example is right', () => {
    const wrong = {
      PORT: 'x',
      PUBLIC_URL: 'x',
      MAIL_FROM: 'x',
      NEWSROOM_INBOX: 'x',
      CHANNEL_CHAT_URL: 'x',
      DATABASE_URL: 'x',
      FILES_URL: 'x',
    };
    const lines = refusal({ ...wrong, SMTP_URL: 'x', ADMIN_EMAIL: 'x', ADMIN_PASSWORD: 'x' })
      .split('\n')
      .slice(1);
    const examples = lines.map(line => /^ {2}(\w+).*, for example: (.+)$/.exec(line)?.slice(1) ?? []);
    expect(examples).toHaveLength(11);
    expect(refusal({ ...Object.fromEntries(examples), SECRET_KEY: key })).toBe('nothing was refused');
  });

  test('all wrong ones are named at once', () => {
    const message = refusal({
      PORT: 'x',
      ACCENT: 'x',
      TIME_ZONE: 'x',
      SMTP_URL: 'smtp://mail.paper.example',
    });
    const named = ['PORT', 'ACCENT', 'TIME_ZONE', 'NEWSROOM_INBOX', 'MAIL_FROM', 'PUBLIC_URL'];
    for (const name of named) expect(message).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    expect(message.split('\n')).toHaveLength(1 + named.length);
  });

  test.each<[string, string]>([
    ['DATABASE_URL', 'mysql://user:hush-hush@db/jebo'],
    ['SECRET_KEY', 'hush-hush'],
    ['SMTP_URL', 'http://user:hush-hush@mail'],
    ['ADMIN_PASSWORD', 'hush-hush'],
  ])('%s may be a secret, so what it is now is not repeated', (name, value) => {
    const message = refusal({ [name]: value, ADMIN_EMAIL: 'editor@paper.example' });
    expect(message).toContain(`  ${name} must be `);
    expect(message).not.toContain('hush');
  });
});

describe('Some settings call for others', () => {
  test.each(Object.keys(own))('a mail server without %s of one’s own is refused', name => {
    const message = refusal({ SMTP_URL: 'smtp://mail.paper.example', ...own, [name]: '' });
    expect(message).toContain(`  ${name} must be set, because SMTP_URL is, for example: `);
  });

  test('a mail server with all three is taken', () => {
    expect(readConfig({ SMTP_URL: 'smtps://u:p@mail.paper.example:465', ...own }).smtpUrl).toBe(
      'smtps://u:p@mail.paper.example:465',
    );
  });

  test('PostgreSQL calls for a key, for processes on several machines must share it', () => {
    expect(refusal({ DATABASE_URL: 'postgres://db/jebo' })).toContain(
      'SECRET_KEY must be set, because DATABASE_URL is',
    );
  });

  test('an account is an e-mail and a password', () => {
    expect(refusal({ ADMIN_EMAIL: 'editor@paper.example' })).toContain('ADMIN_PASSWORD must be set');
    expect(refusal({ ADMIN_PASSWORD: 'ten letters' })).toContain('ADMIN_EMAIL must be set');
  });
});

test('.env.example names settings with their defaults, and nothing else', () => {
  const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
  const named = parseEnv(example.replace(/^#(?=[A-Z_]+=)/gm, ''));
  expect(Object.keys(named).sort()).toEqual(Object.keys(settings.shape).sort());
  expect({ ...readConfig(named), given: {} }).toEqual(readConfig({}));
  // Without its quotes, what follows the # would be a comment.
  expect(named['ACCENT']).toBe('#0b57d0');
});

test.each([
  [{}, 'http://localhost:3000'],
  [{ HOST: '0.0.0.0', PORT: '4000' }, 'http://localhost:4000'],
  [{ HOST: '192.0.2.7' }, 'http://192.0.2.7:3000'],
  [{ HOST: '::1' }, 'http://[::1]:3000'],
])('where no address is set, it is one at which this machine answers: %j', (settings, publicUrl) => {
  expect(readConfig(settings)).toMatchObject({ publicUrl, isPublicUrlSet: false });
});
