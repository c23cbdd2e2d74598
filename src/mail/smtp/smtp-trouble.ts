import type { Remedy } from '../../jobs/job.ts';
import type { Trouble } from '../trouble.ts';
import type { Step } from './smtp-step.ts';

/** `reply`: 0 where the server said nothing; `enhanced`: of RFC 3463, empty where there is none. `code`: of the connection. */
export type SmtpFacts = {
  step: Step;
  command: string;
  reply: number;
  enhanced: string;
  code: string;
  text: string;
};

type Rule = readonly [trouble: Trouble, applies: (facts: SmtpFacts) => boolean];

const isCode =
  (pattern: RegExp) =>
  ({ reply, code }: SmtpFacts) =>
    reply === 0 && pattern.test(code);
const isEnhanced =
  (pattern: RegExp) =>
  ({ enhanced }: SmtpFacts) =>
    pattern.test(enhanced);
const says =
  (pattern: RegExp) =>
  ({ text }: SmtpFacts) =>
    pattern.test(text);
const isAt =
  (command: RegExp, more: (facts: SmtpFacts) => boolean = () => true) =>
  (facts: SmtpFacts) =>
    command.test(facts.command) && more(facts);
const isReply =
  (...replies: number[]) =>
  ({ reply }: SmtpFacts) =>
    replies.includes(reply);
const isBare =
  (...replies: number[]) =>
  ({ reply, enhanced }: SmtpFacts) =>
    enhanced === '' && replies.includes(reply);
const isRefusal = ({ reply }: SmtpFacts) => reply >= 500;

/** The connection and its certificate: codes of Node (`man 3 getaddrinfo`, errno) and OpenSSL (X509_V_ERR_…). */
const CONNECTION: readonly Rule[] = [
  ['name not found', isCode(/^(ENOTFOUND|EDNS|EAI_\w+|ENODATA)$/)],
  ['connection refused', isCode(/^ECONNREFUSED$/)],
  ['unreachable', isCode(/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$/)],
  ['silence', isCode(/^(ETIMEDOUT|EABORT)$/)],
  ['certificate expired', isCode(/^(CERT_HAS_EXPIRED|CERT_NOT_YET_VALID)$/)],
  ['certificate of another', isCode(/^(ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)$/)],
  [
    'certificate not trusted',
    isCode(/^(UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|CERT_|INVALID_(CA|PURPOSE)|CRL_|PATH_LENGTH_)/),
  ],
  ['no tls', isAt(/^STARTTLS$/, ({ reply }) => reply >= 400)],
  ['tls failed', isCode(/^(ERR_SSL_|ERR_TLS_|EPROTO$|ETLS$)/)],
  ['file unreadable', isCode(/^(ENOENT|EIO|EACCES|EPERM)$/)],
  ['tip unopened', isCode(/^Unopened$/)],
  ['disk full', isCode(/^(ENOSPC|EDQUOT)$/)],
  ['connection lost', isCode(/^(ECONNRESET|EPIPE|ECONNECTION|ESOCKET|ECONNABORTED)$/)],
];

/**
 * Signing in (RFC 4954, 6; its codes stand in RFC 5248). 5.7.139: Microsoft, SMTP AUTH is switched off. 5.7.9: Google asks for a
 * password of the application's own; Naver and Kakao say so in words.
 */
const SIGN_IN: readonly Rule[] = [
  // RFC 3207, 4 and RFC 4954, 4 and 6; Microsoft says it with 451 5.7.3.
  ['tls wanted', isReply(523, 538)],
  ['tls wanted', isEnhanced(/^5\.7\.1[01]$/)],
  [
    'tls wanted',
    says(
      /must issue a? ?starttls|(starttls|\btls|encryption) (is )?(required|needed)|requires? (a )?(starttls|tls|encryption)/i,
    ),
  ],
  ['sign-in off', isAt(/^AUTH/, isEnhanced(/^5\.7\.139$/))],
  ['app password', isAt(/^AUTH/, isEnhanced(/^5\.7\.9$/))],
  [
    'app password',
    isAt(/^AUTH/, says(/app(lication)?[- ]?(specific )?password|애플리케이션 비밀번호|앱 비밀번호/i)),
  ],
  ['app password', isAt(/^AUTH/, isReply(534))],
  ['sign-in later', isAt(/^AUTH/, ({ reply }) => reply >= 400 && reply < 500)],
  ['wrong password', isAt(/^AUTH/, isRefusal)],
  ['no sign-in', isCode(/^(EAUTH|ENOAUTH)$/)],
  ['no sign-in', isEnhanced(/^5\.7\.57$/)],
  ['no sign-in', isReply(530)],
];

/**
 * Too many at once. Microsoft: 432 4.3.2 (three connections), 421 4.3.2; Postfix (anvil): 421 4.7.0 "too many connections";
 * Exim: 421 "Too many concurrent SMTP connections"; Dovecot and others only in words.
 */
const BUSY: readonly Rule[] = [
  ['too many connections', isReply(432)],
  [
    'too many connections',
    facts =>
      facts.reply < 500 &&
      says(
        /too many (\w+ ){0,3}(connections|sessions)|concurrent (\w+ ){0,2}(connections?|sessions?)|connection(s| rate| count)? limit/i,
      )(facts),
  ],
  ['busy', isReply(421)],
];

/** EMESSAGE: larger than the server's SIZE (RFC 1870), so that nothing was sent. Before the limits: Google says "message size limits". */
const SIZE: readonly Rule[] = [
  ['too large', isCode(/^EMESSAGE$/)],
  ['too large', isEnhanced(/^[45]\.(3\.4|2\.3)$/)],
  ['too large', says(/\bsize[\w ]{0,20}(limit|exceed)|exceed[\w '’]{0,40}\bsize/i)],
];

/**
 * Limits of a day or an hour: RFC 3463 has 4.5 (congestion). Google: 5.4.5 (day's limit), 4.7.28 and 5.7.28 (rate). Microsoft:
 * 5.1.90 and 5.2.121 to 5.2.123 (recipient limits), 5.7.232, 5.7.233, 5.7.705 and 5.7.708 (tenant's limits).
 */
const LIMITS: readonly Rule[] = [
  ['limit reached', isEnhanced(/^[45]\.(4\.5|7\.28|1\.90|2\.12[123]|7\.23[23]|7\.70[58])$/)],
  [
    'limit reached',
    says(
      /(daily|hourly|sending|message|recipient|rate)[ -]?(\w+ ){0,2}(limit|quota)|rate[- ]limit|too (many|much) (messages|e?-?mails?|recipients)|(발송|전송|일일|하루|한도).{0,12}(한도|제한|초과)/i,
    ),
  ],
];

/**
 * RFC 3463: 2.2 is a full mailbox, 3.1 the server's full disk, 3.4 and 2.3 too large; 552 is any of them (RFC 5321, 4.2.3), and its
 * words tell which.
 */
const MAILBOX: readonly Rule[] = [
  ['system off', isEnhanced(/^([45]\.3\.1|5\.3\.2)$/)],
  ['system off', says(/insufficient system/i)],
  ['mailbox full', isEnhanced(/^[45]\.2\.2$/)],
  [
    'too large',
    says(
      /(message|mail|size)[\w ]{0,30}(too (large|big)|exceeds)|too (large|big)|size limit|크기.{0,12}초과/i,
    ),
  ],
  [
    'mailbox full',
    says(
      /quota|mailbox (\w+ ){0,2}full|(mailbox|storage|space)[\w ]{0,20}(exceeded|full)|insufficient[\w ]{0,10} (storage|space)|(용량|메일함).{0,12}(초과|가득|부족)/i,
    ),
  ],
  ['too large', isAt(/^(MAIL|DATA)/, isBare(552))],
  ['mailbox full', isBare(552, 452)],
  ['mailbox off', isEnhanced(/^[45]\.2\.1$/)],
];

/** Who writes, to whom, and what. Postfix tells of the sender at RCPT too (smtpd_delay_reject). */
const LETTER: readonly Rule[] = [
  ['greylisted', facts => facts.reply < 500 && says(/gr[ae]y-? ?list/i)(facts)],
  ['sender refused', isEnhanced(/^5\.(1\.[78]|7\.60|2\.252)$/)],
  [
    'sender refused',
    says(
      /sender address rejected|send ?as ?denied|not owned by user|sender (\w+ ){0,3}not (allowed|authorized|permitted)/i,
    ),
  ],
  [
    'desk blocked',
    says(
      /(host|address|ip)[^.]{0,60}\bblock(ed|list)|block ?list|black-?list|spamhaus|\brbl\b|dnsbl|poor reputation/i,
    ),
  ],
  ['relay refused', says(/relay(ing)? (access )?(denied|not (permitted|allowed))|unable to relay/i)],
  ['sender refused', isAt(/^MAIL/, isRefusal)],
  ['recipient unknown', isEnhanced(/^5\.1\.(0|1|2|3|6|10)$/)],
  [
    'recipient unknown',
    isAt(/^RCPT/, facts => facts.enhanced === '' && [550, 551, 553].includes(facts.reply)),
  ],
  ['content refused', isAt(/^DATA/, isRefusal)],
  ['later', ({ reply }) => reply >= 400 && reply < 500],
  ['refused', isRefusal],
];

const RULES: readonly Rule[] = [
  ...CONNECTION,
  ...SIGN_IN,
  ...BUSY,
  ...SIZE,
  ...LIMITS,
  ...MAILBOX,
  ...LETTER,
];

/** What the trouble is. The server's words are looked at only here, and where its codes do not say it. */
export const troubleOf = (facts: SmtpFacts): Trouble =>
  RULES.find(([, applies]) => applies(facts))?.[0] ?? 'unknown';

/**
 * 5xx that pass by themselves, though RFC 5321 calls every one permanent: space is made, a day ends. Some end set aside all the same, so
 * the words for them promise no other try.
 */
const PASSING: ReadonlySet<Trouble> = new Set<Trouble>([
  'mailbox full',
  'mailbox off',
  'system off',
  'limit reached',
  'too many connections',
]);

/**
 * All before MAIL FROM is the server's trouble, and so is 421, which closes a connection at any step (RFC 5321, 3.8). A 5xx at
 * RCPT or DATA is for good (RFC 5321, 4.2.1), but for those that pass and 503, bad sequence of commands. All else is tried again:
 * a 5xx at MAIL tells of our own set-up and not of this mail.
 */
export function remedyOf({ step, reply, code }: SmtpFacts, trouble: Trouble): Remedy {
  if (step === 'session') return code === 'EABORT' ? 'again' : 'wait';
  if (reply === 421) return 'wait once';
  if (reply < 500 || reply === 503) return 'again';
  if (PASSING.has(trouble)) return 'for days';
  return step === 'RCPT' || step === 'DATA' ? 'set aside' : 'again';
}
