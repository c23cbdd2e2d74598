import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { readConfig, WrongSettings } from '../../src/config/config.ts';
import { databaseProtection } from '../../src/config/database-url.ts';
import { notesOf } from '../../src/process/notes.ts';

const SECRET_KEY = Buffer.alloc(32, 7).toString('base64');
const mail = {
  NEWSROOM_INBOX: 'desk@paper.example',
  MAIL_FROM: 'tips@paper.example',
  PUBLIC_URL: 'https://tips.paper.example',
};

/** All that could be printed of the error that these settings end in. */
function faultOf(settings: Record<string, string>): string {
  try {
    readConfig({ SECRET_KEY, ...mail, ...settings });
    return '';
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    return `${error.message}\n${error.stack}\n${inspect(error, { depth: 9, showHidden: true })}`;
  }
}

test.each([
  '12/34hush',
  'hush/34',
  '12#34hush',
  'hush#x',
  '12?34hush',
  '12?3=4hush',
  'hush?x',
  '50%hush',
  'hush%',
  'hush%zz',
  'a/b@c:hush',
  '1/2@3:4hush',
  '12/34#hush?5',
])('an address with the password %s is told how to write it, and none of it is repeated', password => {
  for (const fault of [
    faultOf({ DATABASE_URL: `postgres://jebo:${password}@db.example.kr/jebo` }),
    faultOf({ DATABASE_URL: `postgres://jebo:${password}@db.example.kr:5432/jebo?sslmode=verify-full` }),
    faultOf({ SMTP_URL: `smtps://jebo:${password}@mail.example.kr` }),
    faultOf({ SMTP_URL: `smtp://jebo:${password}@mail.example.kr:587?maxConnections=3` }),
  ]) {
    expect(fault).toMatch(/percent-encoded/);
    expect(fault).toMatch(/\/\/\w+:12%2F34%235@/);
    expect(fault).not.toMatch(/hush|12\/34h|example\.kr:587/);
  }
});

test.each(['p@ss', 'a:b', 'me%40desk', '12%2F34%235', 'plain', ''])(
  'an address with the password %s is taken as it is',
  password => {
    expect(faultOf({ DATABASE_URL: `postgres://jebo:${password}@db.example.kr/jebo` })).toBe('');
    expect(faultOf({ DATABASE_URL: `postgres://jebo:${password}@db.example.kr/jebo?user=jebo@server` })).toBe(
      '',
    );
    expect(faultOf({ SMTP_URL: `smtps://me@desk.example.kr:${password}@mail.example.kr` })).toBe('');
  },
);

test('an address that is wrong in another way is not told to escape anything', () => {
  expect(faultOf({ DATABASE_URL: 'mysql://jebo:hush@db.example.kr/jebo' })).not.toMatch(
    /percent-encoded|hush/,
  );
  expect(faultOf({ SMTP_URL: 'smtp://jebo:hush@mail.example.kr?logger=true' })).not.toMatch(
    /percent-encoded|hush/,
  );
});

test.each([
  ['', 'clear'],
  ['?sslmode=disable', 'clear'],
  ['?sslmode=prefer', 'loose'],
  ['?sslmode=allow', 'loose'],
  ['?sslmode=require', 'tls'],
  ['?sslmode=verify-ca', 'tls'],
  ['?sslmode=verify-full', 'tls'],
  ['?sslmode=verify-full&sslrootcert=/etc/ca.pem', 'tls'],
  ['?sslmode=no-verify', 'unproven'],
  ['?sslmode=require&uselibpqcompat=true', 'unproven'],
  ['?sslmode=prefer&uselibpqcompat=true', 'unproven'],
  ['?ssl=true', 'tls'],
  ['?ssl=0', 'clear'],
])('PostgreSQL on another machine with %s is reached %s', (query, protection) => {
  expect(databaseProtection(`postgres://jebo:hush@db.example.kr/jebo${query}`)).toBe(protection);
});

test.each(['localhost', '127.0.0.1', '[::1]', '', '%2Fvar%2Frun'])(
  'PostgreSQL at "%s" is on this machine',
  host => {
    expect(databaseProtection(`postgres://${host}/jebo`)).toBe('local');
    expect(databaseProtection(`postgres://db.example.kr/jebo?host=${host || '/run/postgresql'}`)).toBe(
      'local',
    );
  },
);

test('what leaves this machine in the clear is noted at the start, and what does not is not', () => {
  const notes = (settings: Record<string, string>) => notesOf(readConfig({ SECRET_KEY, ...settings }));
  const url = 'postgres://jebo:hush@db.example.kr/jebo';
  expect(notes({ DATABASE_URL: url }).join()).toMatch(/PostgreSQL.*in the clear.*verify-full/);
  expect(notes({ DATABASE_URL: `${url}?sslmode=prefer` }).join()).toMatch('promises no TLS');
  expect(notes({ DATABASE_URL: `${url}?sslmode=no-verify` }).join()).toMatch('not asked who it is');
  expect(notes({ FILES_URL: 's3://jebo?endpoint=http://s3.example.kr:9000&region=kr' }).join()).toMatch('S3');
  expect(notes({ CLAMD_URL: 'tcp://scan.example.kr:3310' }).join()).toMatch('ClamAV');
  expect(notes({ DATABASE_URL: url }).join()).not.toMatch(/hush|example\.kr/);
  for (const settings of [
    {},
    { DATABASE_URL: `${url}?sslmode=verify-full` },
    { FILES_URL: 's3://jebo?endpoint=http://127.0.0.1:9000&region=kr' },
    { FILES_URL: 's3://jebo?endpoint=https://s3.example.kr&region=kr' },
    { FILES_URL: 's3://jebo?region=kr' },
    { CLAMD_URL: 'tcp://localhost:3310' },
    { CLAMD_URL: 'unix:///run/clamav/clamd.ctl' },
  ])
    expect(notes(settings)).toEqual([]);
});
