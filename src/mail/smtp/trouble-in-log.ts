import type { Trouble } from '../trouble.ts';

/** For whoever reads the log: what it is, and what to do. Nothing in it is of one desk or one mail. */
export const TROUBLE_IN_LOG: Readonly<Record<Trouble, string>> = {
  'name not found': "the mail server's name is not found: check the host in SMTP_URL, and DNS",
  'connection refused':
    'nothing listens there: check host and port in SMTP_URL, and that the mail server runs',
  unreachable: 'no way leads there: check the network, the firewall and the host in SMTP_URL',
  silence: 'it does not answer: check host and port in SMTP_URL; a firewall may drop the connection',
  'connection lost': 'it broke the connection off',
  'no tls':
    'it offers no STARTTLS, and nothing is said in the clear: use smtps://, another port, or ?ignoreTLS=true if the way there is safe',
  'tls wanted': 'it takes nothing in the clear: use smtps://, or leave ?ignoreTLS=true out of SMTP_URL',
  'tls failed': 'TLS could not be agreed on: smtps:// is for port 465, smtp:// for 587 and 25',
  'certificate not trusted':
    'its certificate is signed by nobody this machine trusts: set NODE_EXTRA_CA_CERTS to its CA, or have it send the whole chain',
  'certificate expired': "its certificate is not valid today: renew it, or check this machine's clock",
  'certificate of another':
    'its certificate is for another name: use the name in it in SMTP_URL, or ?tls.servername=NAME',
  'wrong password': 'it refuses the user name or the password in SMTP_URL',
  'app password': 'it wants a password made for applications in SMTP_URL, not that of the account',
  'sign-in off': 'signing in by SMTP is switched off for this account: have its admin switch it on',
  'sign-in later': 'it lets nobody sign in now, perhaps after too many tries',
  'no sign-in': 'it wants to be signed in to: put user and password into SMTP_URL, percent-encoded',
  'too many connections': 'it takes no more connections at once: see ?maxConnections in SMTP_URL',
  busy: 'it is too busy just now',
  'limit reached': 'a limit of mails is reached, of an hour or a day',
  'mailbox full': 'the mailbox is full',
  'mailbox off': 'the mailbox takes no mail just now, or is switched off',
  'system off': 'the receiving system takes no mail just now',
  'too large': 'the mail is too large for it: see MAIL_ATTACH_LIMIT',
  greylisted: 'it asks for another try later, as it does with senders it does not know (greylisting)',
  'sender refused': 'it does not let this account send as MAIL_FROM',
  'desk blocked': "this machine's address is on a block list",
  'relay refused': 'it takes no mail for that address from here: sign in, or use the relay meant for it',
  'recipient unknown': 'there is no such mailbox: check NEWSROOM_INBOX',
  'content refused': 'it refuses what the mail holds',
  'file unreadable': 'a file for the mail could not be read',
  'tip unopened': 'what was sent does not open: the database is damaged, or a key is missing',
  'disk full': 'the disk is full, and mails are kept as files',
  later: 'it asks for another try later',
  refused: 'it refuses',
  unknown: 'see the code',
};
