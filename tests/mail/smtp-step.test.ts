import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { LetterRefused, SendFailed } from '../../src/mail/smtp/smtp-failure.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { createMailWorld } from './mail-world.ts';
import { createScriptedPeer } from './scripted-peer.ts';

const letter = (attachment: Buffer) => ({
  id: 'tip-12.1',
  to: 'desk@ytn.example.kr',
  subject: '제보',
  text: '제보',
  html: '<p>제보</p>',
  date: 0,
  replyTo: null,
  tags: {},
  attachments:
    attachment.length === 0
      ? []
      : [
          {
            of: 'a',
            name: 'a.bin',
            type: 'text/plain',
            size: attachment.length,
            open: () => Readable.from(asRead(attachment)),
          },
        ],
});

/** As files are read. */
const asRead = (whole: Buffer, piece = 64 * 1024) =>
  Array.from({ length: Math.ceil(whole.length / piece) }, (_, at) =>
    whole.subarray(at * piece, (at + 1) * piece),
  );

async function failureAt(smtpUrl: string, attachment: Buffer = Buffer.alloc(0), timeouts = {}) {
  const { mailer } = await createMailWorld({ smtpUrl, timeouts });
  return mailer.send(letter(attachment)).then(
    () => null,
    (error: unknown) => error,
  );
}

test.each([
  ['GREETING', '554 5.3.2 Not now', 'session'],
  ['GREETING', null, 'session'],
  ['EHLO', '421 4.3.2 Not now', 'session'],
  ['MAIL', '451 4.3.0 Not now', 'MAIL'],
  ['MAIL', null, 'MAIL'],
  ['RCPT', '450 4.2.0 Not now', 'RCPT'],
  ['DATA', '451 4.3.0 Not now', 'DATA'],
  ['DATA END', '451 4.3.0 Not now', 'DATA'],
  ['DATA END', null, 'after DATA'],
] as const)('A failure at %s (%s) names its step: %s', async (command, answer, step) => {
  const peer = await createScriptedPeer({ answers: { [command]: answer } });
  const failure = await failureAt(peer.url);
  expect(failure).toBeInstanceOf(SendFailed);
  expect(failure).toMatchObject({ step });
});

test('A connection that is cut within a large letter failed within DATA', async () => {
  const peer = await createScriptedPeer({ cutWithinData: true });
  const failure = await failureAt(peer.url, Buffer.alloc(8_000_000, 7));
  expect(failure).toBeInstanceOf(SendFailed);
  expect(failure).toMatchObject({ step: 'DATA' });
});

test('A server that falls silent after the final dot has been handed the whole letter', async () => {
  const peer = await createSmtpPeer();
  peer.hang('DATA');
  const failure = await failureAt(peer.url, Buffer.alloc(0), { silence: 4_000 });
  expect(failure).toMatchObject({ step: 'after DATA', reason: 'ETIMEDOUT' });
});

test.each([
  ['RCPT', '550 5.1.1 No such user', 'RCPT'],
  ['DATA END', '554 5.7.1 Not wanted', 'DATA'],
] as const)('A refusal for good at %s names its step too', async (command, answer, step) => {
  const peer = await createScriptedPeer({ answers: { [command]: answer } });
  const failure = await failureAt(peer.url);
  expect(failure).toBeInstanceOf(LetterRefused);
  expect(failure).toMatchObject({ step });
});
