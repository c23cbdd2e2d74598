import type * as ko from '../ko/privacy.ts';

export const privacy: typeof ko.privacy = {
  title: 'Privacy policy',
  lead: newsroom =>
    `What the ${newsroom} tip desk keeps, why, for how long, and how it is deleted. When that changes, this page does.`,
  purpose: 'Why, and on what ground',
  purposeText: [
    'To check your tip, to report on it and, if needed, to contact you. For nothing else.',
    'Contact details are used only with your consent (PIPA art. 15(1), GDPR art. 6(1)(a)). The tip itself is used for journalism (PIPA art. 58, GDPR art. 6(1)(f)).',
  ],
  items: 'What is kept',
  itemsText: [
    'What you write: the tip, title, time and place, name, contact details, your consents.',
    'The files you choose, as they are. A photo or video may carry the place and time it was taken, the device, and sometimes a name.',
    'When the tip arrived, its language, and the address of the article if you came from one.',
    'What staff note about it, and a record of who did what and when.',
  ],
  notKept: 'What is not kept',
  notKeptText: ({ addressUnkept }) => [
    addressUnkept
      ? 'Your network address (IP) and browser. To stop floods, a scrambled form of the address stays in memory for a short while; it is never stored and its key changes daily.'
      : 'Your network address (IP) and browser: this program does not store them. A server in front of it, which passes your connection on (a proxy), may keep a record.',
    'Visits and statistics. There are no fonts, scripts or trackers of other companies.',
    'The text you are writing stays on this device until you send it or close the window.',
    'Files go up as soon as you choose them, so that sending is quick. Removed from the form, they are deleted at once; never sent, about a day later.',
  ],
  cookies: 'Cookies',
  cookiesText:
    'For those who send a tip there are three cookies. One shows you the receipt for 30 minutes after you send, or until you close the browser, and it is sealed. One, sealed too, keeps your tip open while you look at it by your receipt code; it ends when you leave, or do nothing for 30 minutes. The third is the key to what your browser keeps, locked, of a text that you are writing, so that a reload does not lose it; it ends when you send or close the browser. You can block cookies and still send a tip; the receipt can then not be opened again, nor your tip by its code.',
  period: 'For how long',
  periodText: retention => [
    `A tip is kept for ${retention}. For some topics it is shorter, and never longer. You may ask for deletion sooner.`,
    'Reading it, notes and sorting by staff do not make this longer. A closed tip that is reopened counts as not closed.',
    'What the law needs kept, as for a lawsuit or an inquiry, is held with the reason and the name of whoever holds it, and is not deleted until then.',
  ],
  destruction: 'How it is deleted',
  destructionText: [
    'A tip whose time is over is deleted by itself. One that you ask us to delete is looked up and deleted by staff.',
    'Text, name, contact details, files with their copies, and notes are deleted from database and disk, and cannot be brought back. Number, time of arrival, language, state and outcome, consents, the record of who did what and the proof of the deletion remain.',
    'Mails that went out, files that were downloaded and backups made before may still hold it, and must be deleted there.',
  ],
  recipients: 'Who sees it',
  recipientsText: newsroom =>
    `Only the tip desk and reporters of ${newsroom}. New tips are announced by the newsroom’s own mail. It is given to nobody else, unless the law demands it, and never sold.`,
  transfers: 'Does it go elsewhere or abroad',
  transfersText:
    'It stays on this desk’s server and storage, in its backups and on the newsroom’s mail server. Ask the officer below whether another company or country has a part in these.',
  safety: 'How it is protected',
  safetyText: ({ isHttps }) => [
    ...(isHttps ? ['What you exchange with this desk is encrypted on its way (HTTPS).'] : []),
    'Only staff see it, each with an account. Who opened a tip, its contact details or a file, and when, is recorded.',
    'Of staff’s passwords and of receipt codes only a form is stored that cannot be turned back.',
    'Files that you send are opened apart from everything else, and backups that the desk makes are encrypted.',
    'Text, contact details and files are stored encrypted, and when a tip is forgotten its key goes first. Whoever takes over the running server, or has its key too, can read them all the same; and a tip that the newsroom has by mail is outside of this.',
  ],
  rights: 'Your rights',
  rightsText: [
    'You may see, correct, delete, restrict or take your data with you, object to its use, and withdraw consent; a legal guardian may do so for you. With your receipt code you can see what you sent, change or delete your contacts and take the tip back yourself. For all else write to the officer below: with the code we find your tip at once.',
    'Nothing is decided by a machine. For what is used in reporting the law may make exceptions.',
  ],
  refuse: 'Do I have to give it?',
  refuseText:
    'No. Only the tip itself is needed. Contact details and consents are optional, and you can send a tip without them. We may then be unable to follow up.',
  under14: 'Under 14',
  under14Text:
    'We take no contact details. If you want to talk to us, please call together with a parent or guardian.',
  officer: 'Who is responsible',
  officerText: newsroom => `${newsroom}. Questions, requests and complaints about personal data go to:`,
  officerName: 'Privacy officer',
  officerContact: 'Contact',
  complain: 'If we do not settle it',
  complainText:
    'In Korea: the Privacy Infringement Report Center (118, privacy.kisa.or.kr) or the Personal Information Dispute Mediation Committee (1833-6972). In Europe: the supervisory authority of your country.',
  limits: 'What we cannot promise',
  limitsText:
    'This form cannot guarantee anonymity. On an employer’s device or network, the employer may know. What is not stored cannot be taken; what is stored may be asked for under the law.',
};
