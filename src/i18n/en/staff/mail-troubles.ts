import type * as ko from '../../ko/staff/mail-troubles.ts';

export const mailTroubles: typeof ko.mailTroubles = {
  'name not found':
    'The mail server’s name was not found. Please check the host in SMTP_URL, and that DNS works.',
  'connection refused':
    'The mail server takes no connection. Please check host and port in SMTP_URL, and that the mail server is running.',
  unreachable:
    'There is no way to the mail server. Please check this machine’s network and firewall, and the host in SMTP_URL.',
  silence:
    'The mail server does not answer. Please check host and port in SMTP_URL. A firewall may be in the way.',
  'connection lost': 'The mail server broke the connection off. If this goes on, ask whoever runs it.',
  'no tls':
    'The mail server offers no encryption (STARTTLS), so nothing was sent. Please use smtps:// in SMTP_URL, or another port.',
  'tls wanted':
    'The mail server takes nothing in the clear. Please take ?ignoreTLS=true out of SMTP_URL, or use smtps://.',
  'tls failed':
    'No encrypted connection to the mail server could be made. smtps:// is for port 465, smtp:// for 587 or 25. Please check SMTP_URL.',
  'certificate not trusted':
    'The mail server’s certificate cannot be trusted. Have the server send its whole chain; if your company made the certificate, name its CA in NODE_EXTRA_CA_CERTS.',
  'certificate expired':
    'The mail server’s certificate is not valid today. Please renew it, or check this machine’s clock.',
  'certificate of another':
    'The mail server’s certificate is for another name. Please use the name in the certificate as the host in SMTP_URL.',
  'wrong password':
    'The mail server does not accept the user name or the password. Please correct SMTP_URL and restart the desk.',
  'app password':
    'The mail server wants an app password. Please make one in the account’s security settings, put it into SMTP_URL and restart the desk.',
  'sign-in off':
    'Signing in by SMTP is switched off for this mail account. Please ask your mail admin to switch SMTP AUTH on.',
  'sign-in later':
    'The mail server lets nobody sign in just now, perhaps after too many tries. It is tried again by itself.',
  'no sign-in':
    'The mail server wants a sign-in. Please put user name and password into SMTP_URL and restart the desk.',
  'too many connections':
    'The mail server takes no more connections at once. Fewer are used now, and mails are sent again by themselves. You can set ?maxConnections in SMTP_URL.',
  busy: 'The mail server takes no mail just now. It is tried again by itself.',
  'limit reached':
    'A limit of mails sent or received is reached. If it happens often, have your mail provider raise the limit.',
  'mailbox full': 'The mailbox is full. Please make room in it.',
  'mailbox off': 'The mailbox takes no mail just now. Please check that it is still in use.',
  'system off': 'The receiving mail server takes no mail just now. If it goes on, please ask its admin.',
  'too large': 'The mail is too large for the mail server. Please lower MAIL_ATTACH_LIMIT.',
  greylisted:
    'The mail server does not know this sender yet and asks for another try later (greylisting). It is sent again by itself.',
  'sender refused':
    'The mail server does not let us send as MAIL_FROM. Please check that the account in SMTP_URL may use that address.',
  'desk blocked':
    'This machine’s address is on a block list. Please tell whoever runs it, and send through a mail server with a good name.',
  'relay refused':
    'The mail server takes no mail for that address from this desk. Please check that SMTP_URL has a sign-in, and that it is the right server.',
  'recipient unknown': 'There is no such mailbox. Please check the addresses in NEWSROOM_INBOX.',
  'content refused':
    'The receiving mail server refused what the mail holds. The tip can be read here, at the desk.',
  'file unreadable':
    'A file for the mail could not be read. Please check that the place where files are kept is well.',
  'tip unopened':
    'What was sent could not be opened: the database is damaged, or its key is missing. Once a backup has brought it back, the mail goes out by itself.',
  'disk full': 'The disk is full, so the mail could not be kept as a file. Please free some space.',
  later: 'The mail server asks for another try later. It is sent again by itself.',
  refused: 'The mail server refused the mail. Please give the code in brackets to your mail admin.',
  unknown: 'The mail could not be sent. Please give the code in brackets to whoever runs this desk.',
};
