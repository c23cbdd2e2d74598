import type { Words } from '../ko.ts';

export const privacy: Words['reader']['privacy'] = {
  title: 'Privacy',
  lead: newsroom => `What the ${newsroom} tip desk keeps, why, and for how long.`,
  who: 'Who is responsible',
  whoText: newsroom => `${newsroom}. Questions, requests and complaints about personal data go to:`,
  why: 'Why, and on what ground',
  whyText: [
    'To check your tip, to report on it and, if needed, to contact you. For nothing else.',
    'Contact details are used only with your consent (PIPA art. 15(1), GDPR art. 6(1)(a)). The tip itself is used for journalism (PIPA art. 58, GDPR art. 6(1)(f)).',
  ],
  what: 'What is kept',
  whatText: [
    'What you write: the tip, title, time and place, name, contact details, your consents.',
    'The files you choose, as they are. A photo or video may carry the place and time it was taken, the device, and sometimes a name.',
    'When the tip arrived, its language, and the address of the article if you came from one.',
  ],
  whatNot: 'What is not kept',
  whatNotText: [
    'Your network address (IP) and browser. To stop floods, a scrambled form of the address stays in memory for a short while; it is never stored and its key changes daily.',
    'Visits and statistics. There are no fonts, scripts or trackers of other companies.',
    'There is one cookie. It shows you the receipt for 30 minutes after you send, and it is sealed.',
    'The text you are writing stays on this device until you send it or close the window.',
    'Files go up as soon as you choose them, so that sending is quick. Removed from the form, they are deleted at once; never sent, about a day later.',
  ],
  howLong: 'For how long',
  howLongText: retention => `${retention}. Then it is deleted. You may ask for that sooner.`,
  whom: 'Who sees it',
  whomText: newsroom =>
    `Only the tip desk and reporters of ${newsroom}. Each time someone opens a tip, it is recorded. New tips are announced by the newsroom’s own mail.`,
  where: 'Does it go elsewhere or abroad',
  whereText:
    'It is not sold or passed on. It stays on this server, in its encrypted backups and on the newsroom’s mail server.',
  refuse: 'Must I give it',
  refuseText:
    'No. Only the tip itself is needed. Contact details and consents are optional, and you can send a tip without them. We may then be unable to follow up.',
  rights: 'Your rights',
  rightsText:
    'You may see, correct, delete, restrict or take your data with you, object to its use, and withdraw consent. With your receipt code we find your tip at once. Nothing is decided by a machine.',
  complain: 'If we do not settle it',
  complainText:
    'In Korea: the Privacy Infringement Report Center (118, privacy.kisa.or.kr) or the Personal Information Dispute Mediation Committee (1833-6972). In Europe: the supervisory authority of your country.',
  under14: 'Under 14',
  under14Text:
    'We take no contact details. If you want to talk to us, please call together with a parent or guardian.',
  limits: 'What we cannot promise',
  limitsText:
    'This form cannot guarantee anonymity. On an employer’s device or network, the employer may know. What is not stored cannot be taken; what is stored may be asked for under the law.',
};
