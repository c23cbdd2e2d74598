import { expect, test } from 'vitest';
import { ko } from '../../src/i18n/ko.ts';
import { wordsOf } from '../../src/i18n/words.ts';
import { failureOf } from '../../src/mail/smtp/smtp-failure.ts';
import { readReason } from '../../src/mail/smtp/smtp-reason.ts';
import { TROUBLES } from '../../src/mail/trouble.ts';

/** As nodemailer gives an answer of a server. */
const answered = (command: string, response: string) => {
  const code = { 'MAIL FROM': 'EENVELOPE', 'RCPT TO': 'EENVELOPE', DATA: 'EMESSAGE' }[command] ?? 'EAUTH';
  return Object.assign(new Error(response), {
    code,
    command,
    response,
    responseCode: Number.parseInt(response, 10),
  });
};
const broken = (originalCode: string) =>
  Object.assign(new Error('x'), { code: 'ESOCKET', originalCode, command: 'CONN' });

/** Answers of real servers, in their own words. */
test.each([
  ['AUTH PLAIN', '535 5.7.8 Error: authentication failed: (reason unavailable)', 'wrong password', 'wait'],
  [
    'AUTH PLAIN',
    '535-5.7.8 Username and Password not accepted. For more information, go to',
    'wrong password',
    'wait',
  ],
  ['AUTH LOGIN', '535 5.7.3 Authentication unsuccessful', 'wrong password', 'wait'],
  [
    'AUTH LOGIN',
    '535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant',
    'sign-in off',
    'wait',
  ],
  ['AUTH PLAIN', '534-5.7.9 Application-specific password required. Learn more at', 'app password', 'wait'],
  ['AUTH PLAIN', '535 5.7.1 애플리케이션 비밀번호를 사용해 주세요', 'app password', 'wait'],
  ['AUTH PLAIN', '454 4.7.0 Too many login attempts, please try again later.', 'sign-in later', 'wait'],
  ['STARTTLS', '502 5.5.1 Error: command not implemented', 'no tls', 'wait'],
  ['MAIL FROM', '530 5.7.0 Must issue a STARTTLS command first', 'tls wanted', 'again'],
  ['MAIL FROM', '451 5.7.3 STARTTLS is required to send mail', 'tls wanted', 'again'],
  [
    'AUTH PLAIN',
    '538 5.7.11 Encryption required for requested authentication mechanism',
    'tls wanted',
    'wait',
  ],
  ['MAIL FROM', '452 4.3.1 Insufficient system storage', 'system off', 'again'],
  ['MAIL FROM', '530 5.7.0 TLS required.', 'tls wanted', 'again'],
  ['CONN', '421 4.7.0 mx Error: too many connections from 192.0.2.1', 'too many connections', 'wait'],
  [
    'CONN',
    '421 4.3.2 The maximum number of concurrent server connections has exceeded a limit, closing',
    'too many connections',
    'wait',
  ],
  [
    'CONN',
    '554 5.7.1 Service unavailable; Client host blocked using zen.spamhaus.org',
    'desk blocked',
    'wait',
  ],
  [
    'MAIL FROM',
    '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded',
    'too many connections',
    'again',
  ],
  ['MAIL FROM', '530 5.7.0 Authentication Required.', 'no sign-in', 'again'],
  ['MAIL FROM', '530 5.7.57 Client not authenticated to send mail', 'no sign-in', 'again'],
  [
    'RCPT TO',
    '553 5.7.1 <a@b.kr>: Sender address rejected: not owned by user desk',
    'sender refused',
    'set aside',
  ],
  [
    'RCPT TO',
    '450 4.2.0 <a@b.kr>: Recipient address rejected: Greylisted, see postgrey',
    'greylisted',
    'again',
  ],
  [
    'RCPT TO',
    '550 5.1.1 <a@b.kr>: Recipient address rejected: User unknown',
    'recipient unknown',
    'set aside',
  ],
  ['RCPT TO', '550 No such user', 'recipient unknown', 'set aside'],
  ['RCPT TO', '554 5.7.1 <a@b.kr>: Relay access denied', 'relay refused', 'set aside'],
  ['RCPT TO', '552 5.2.2 <a@b.kr> Quota exceeded (mailbox for user is full)', 'mailbox full', 'for days'],
  ['RCPT TO', '552 5.7.0 Mailbox quota exceeded', 'mailbox full', 'for days'],
  ['RCPT TO', '550 Mailbox full', 'mailbox full', 'for days'],
  ['RCPT TO', '554 메일함 용량이 초과되었습니다', 'mailbox full', 'for days'],
  ['RCPT TO', '552 5.3.1 Mail system full', 'system off', 'for days'],
  [
    'RCPT TO',
    '550 5.2.1 The user you are trying to contact is receiving mail too quickly',
    'mailbox off',
    'for days',
  ],
  ['RCPT TO', '521 5.3.2 System not accepting network messages', 'system off', 'for days'],
  ['DATA', '550 5.4.5 Daily user sending limit exceeded.', 'limit reached', 'for days'],
  ['DATA', '550-5.4.5 Daily SMTP relay limit exceeded for user.', 'limit reached', 'for days'],
  ['RCPT TO', '550 5.2.121 Recipient per hour message receive limit exceeded', 'limit reached', 'for days'],
  ['DATA', '550 5.7.705 Access denied, tenant has exceeded threshold.', 'limit reached', 'for days'],
  ['DATA', '550 5.7.1 일일 발송 한도를 초과하였습니다', 'limit reached', 'for days'],
  ['DATA', '421 4.7.28 Our system has detected an unusual rate of unsolicited mail', 'busy', 'wait once'],
  ['DATA', '552 5.3.4 Message size exceeds fixed limit', 'too large', 'set aside'],
  ['DATA', '552 5.2.3 Message size exceeds fixed maximum message size', 'too large', 'set aside'],
  ['DATA', '552 Message too large', 'too large', 'set aside'],
  ['DATA', '554 5.7.1 Not wanted', 'content refused', 'set aside'],
  [
    'DATA',
    '552-5.7.0 This message was blocked because its content presents a potential',
    'content refused',
    'set aside',
  ],
  ['DATA', '451 4.3.0 Temporary lookup failure', 'later', 'again'],
  ['RCPT TO', '503 5.5.1 Bad sequence of commands', 'refused', 'again'],
] as const)('At %s “%s” means: %s', (command, response, trouble, remedy) => {
  const failure = failureOf(answered(command, response), command === 'CONN' ? 'session' : 'MAIL');
  expect(failure).toMatchObject({ trouble, remedy });
  expect(readReason(failure.reason).trouble).toBe(trouble);
  expect(failure.reason).toMatch(/^\d{3}( \d\.\d{1,3}\.\d{1,3})? at [A-Z ]+(: [a-z -]+)?$/);
});

test.each([
  ['ENOTFOUND', 'name not found'],
  ['EAI_AGAIN', 'name not found'],
  ['ECONNREFUSED', 'connection refused'],
  ['ENETUNREACH', 'unreachable'],
  ['ETIMEDOUT', 'silence'],
  ['ECONNRESET', 'connection lost'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate not trusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'certificate not trusted'],
  ['CERT_HAS_EXPIRED', 'certificate expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate of another'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls failed'],
  ['SOMETHING_NEW', 'unknown'],
] as const)('A connection that fails with %s means: %s', (code, trouble) => {
  const failure = failureOf(broken(code), 'session');
  expect(failure).toMatchObject({ trouble, remedy: 'wait', reason: code });
  expect(readReason(failure.reason)).toEqual({ code, trouble });
});

test('Every trouble has words in both languages and in the log, and none is a bare code', () => {
  expect(Object.keys(ko.staff.mailTroubles).sort()).toEqual([...TROUBLES].sort());
  for (const lang of ['ko', 'en'] as const)
    for (const sentence of Object.values(wordsOf(lang).staff.mailTroubles)) expect(sentence).toMatch(/[.]$/);
});

test('What a server said in its own words is never kept', () => {
  const failure = failureOf(answered('DATA', '550 홍길동의 제보: mailbox full'), 'MAIL');
  expect(failure.reason).toBe('550 at DATA: mailbox full');
  expect(failure.meaning).not.toContain('홍길동');
});
