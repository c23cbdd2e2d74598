const STAFF = '/admin';

type AddressQuery = Readonly<Record<string, string>> | URLSearchParams;

function withQuery(path: string, query: AddressQuery): string {
  const written = String(new URLSearchParams(query));
  return written === '' ? path : `${path}?${written}`;
}

/** What belongs to a tip. `query` says, as its `back`, to which list its page leads back. */
const ofTip = (number: number, what: string, query: AddressQuery) =>
  withQuery(`${STAFF}/tips/${number}${what}`, query);
const tip = (number: number, query: AddressQuery = {}) => ofTip(number, '', query);

/** Where readers' pages are. */
export const readerPaths = {
  form: '/',
  tips: '/tips',
  sent: '/sent',
  receiptFile: '/sent/receipt.txt',
  channels: '/channels',
  privacy: '/privacy',
  uploads: '/uploads',
  leave: '/leave',
  /** The way back in, by a receipt's code. */
  receipt: '/receipt',
  /** The reader's own tip, and what they do about it. */
  tip: '/tip',
  tipMessages: '/tip/messages',
  /** What staff sent along with an answer. */
  tipFile: (id: string) => `/tip/files/${id}`,
  takeAway: (id: string) => `/tip/messages/${id}/removal`,
  tipPermission: '/tip/permission',
  tipContacts: '/tip/contacts',
  tipWithdrawal: '/tip/withdrawal',
  tipLeave: '/tip/leave',
} as const;

/** The same page in a language that was chosen. */
export const inLang = (path: string, lang: string): string => `${path}?lang=${lang}`;

/** Where staff's pages are, and what they post to. */
export const staffPaths = {
  all: STAFF,
  list: (query: AddressQuery = {}) => withQuery(STAFF, query),
  /** The list that was looked at, at the place of this tip. */
  listAt: (number: number, { back = '' }: { back?: string }) =>
    `${STAFF}${back === '' ? '' : `?${back}`}#tip-${number}`,
  /** The list that was looked at, which says what has just been done. */
  listDone: ({ back = '' }: { back?: string }, done: string) =>
    `${STAFF}?${back === '' ? '' : `${back}&`}${new URLSearchParams({ done })}`,
  /** `next`: where they wanted to go. `why`: the session has ended; what was typed is kept. */
  /** The same, with what has become of a change of many. `next`: the tip to go on with. */
  listMade: ({ back = '' }: { back?: string }, made: string, next: number | null = null) =>
    `${STAFF}?${back === '' ? '' : `${back}&`}${new URLSearchParams({ made })}${next === null ? '' : `#tip-${next}`}`,
  /** What is done with many tips at once. */
  changes: (query: AddressQuery = {}) => withQuery(`${STAFF}/changes`, query),
  undoChange: (query: AddressQuery = {}) => withQuery(`${STAFF}/changes/undo`, query),
  signIn: (next?: string, why?: 'ended' | 'kept') =>
    withQuery(`${STAFF}/login`, { ...(next !== undefined && { next }), ...(why !== undefined && { why }) }),
  signOut: `${STAFF}/logout`,
  /** After the password, where there is a second factor. */
  secondStep: (next?: string) =>
    withQuery(`${STAFF}/login/second-factor`, next === undefined ? {} : { next }),
  confirmation: `${STAFF}/confirmation`,
  /** `done`: what has just been done there. */
  account: (done?: string) => withQuery(`${STAFF}/account`, done === undefined ? {} : { done }),
  accountProfile: `${STAFF}/account/profile`,
  accountMails: `${STAFF}/account/mails`,
  ownHistory: (query: AddressQuery = {}) => withQuery(`${STAFF}/account/history`, query),
  accountPassword: `${STAFF}/account/password`,
  nameSession: `${STAFF}/account/sessions`,
  endSessions: `${STAFF}/account/sessions/end`,
  addToken: `${STAFF}/account/tokens`,
  endToken: `${STAFF}/account/tokens/end`,
  secondFactor: (done?: string) =>
    withQuery(`${STAFF}/account/second-factor`, done === undefined ? {} : { done }),
  setUpApp: `${STAFF}/account/app`,
  addApp: `${STAFF}/account/app/code`,
  removeApp: `${STAFF}/account/app/end`,
  addPasskey: `${STAFF}/account/passkeys`,
  removePasskey: `${STAFF}/account/passkeys/end`,
  /** What a browser is to ask a passkey: GET for the options, POST with the answer. */
  passkeySignIn: (query: AddressQuery = {}) => withQuery(`${STAFF}/login/passkey`, query),
  confirmPasskey: `${STAFF}/confirmation/passkey`,
  recoveryCodes: `${STAFF}/account/recovery-codes`,
  setup: (token: string) => `${STAFF}/setup/${token}`,
  people: (query: AddressQuery = {}) => withQuery(`${STAFF}/staff`, query),
  person: (id: string) => `${STAFF}/staff/${id}`,
  /** What is done about an invitation, and an account. */
  inviteAgain: (id: string) => `${STAFF}/staff/${id}/invitation`,
  resetFactor: (id: string) => `${STAFF}/staff/${id}/factor-reset`,
  deactivate: (id: string) => `${STAFF}/staff/${id}/deactivation`,
  bringBack: (id: string) => `${STAFF}/staff/${id}/reactivation`,
  topics: `${STAFF}/topics`,
  topic: (slug: string) => `${STAFF}/topics/${slug}`,
  /** In the list of all. */
  topicAt: (slug: string) => `${STAFF}/topics#topic-${slug}`,
  moveTopic: (slug: string) => `${STAFF}/topics/${slug}/order`,
  readyAnswers: `${STAFF}/ready-answers`,
  readyAnswer: (id: string) => `${STAFF}/ready-answers/${id}`,
  /** In the list of all. */
  readyAnswerAt: (id: string) => `${STAFF}/ready-answers#answer-${id}`,
  moveReadyAnswer: (id: string) => `${STAFF}/ready-answers/${id}/order`,
  removeReadyAnswer: (id: string) => `${STAFF}/ready-answers/${id}/removal`,
  /** All of them; `tag`: of one. */
  tags: (query: AddressQuery = {}) => withQuery(`${STAFF}/tags`, query),
  /** What goes by itself next. */
  retention: (query: AddressQuery = {}) => withQuery(`${STAFF}/retention`, query),
  settings: (query: AddressQuery = {}) => withQuery(`${STAFF}/settings`, query),
  settingsPreview: `${STAFF}/settings/preview`,
  /** The first minutes. */
  welcome: (query: AddressQuery = {}) => withQuery(`${STAFF}/welcome`, query),
  welcomeTest: `${STAFF}/welcome/test-mail`,
  formQr: (kind: 'svg' | 'png') => `${STAFF}/welcome/form-qr.${kind}`,
  history: (query: AddressQuery = {}) => withQuery(`${STAFF}/history`, query),
  historyCsv: (query: AddressQuery = {}) => withQuery(`${STAFF}/history.csv`, query),
  /** `about`: a part of it. */
  help: (about = '') => `${STAFF}/help${about === '' ? '' : `#${about}`}`,
  keys: `${STAFF}/keys`,
  live: `${STAFF}/live`,
  /** What has changed of a list that was drawn. `query`: the list's. */
  liveList: (query: AddressQuery = {}) => withQuery(`${STAFF}/live/list`, query),
  /** `query`: the list that it was sent from. */
  saveView: (query: AddressQuery = {}) => withQuery(`${STAFF}/views`, query),
  changeView: (id: string, query: AddressQuery = {}) => withQuery(`${STAFF}/views/${id}`, query),
  removeView: (id: string, query: AddressQuery = {}) => withQuery(`${STAFF}/views/${id}/removal`, query),
  receipt: `${STAFF}/receipt`,
  /** `query`: the `tip` that it is about, or the `draft` that is gone on with. */
  calls: (query: AddressQuery = {}) => withQuery(`${STAFF}/calls`, query),
  callsEarlier: `${STAFF}/calls/earlier`,
  callDrafts: `${STAFF}/calls/drafts`,
  callWritten: `${STAFF}/calls/written`,
  retryMail: `${STAFF}/mail/retry`,
  testMail: `${STAFF}/mail/test`,
  giveUpTestMail: `${STAFF}/mail/test/give-up`,
  tip,
  tipFiles: (number: number, query: AddressQuery = {}) => `${tip(number, query)}#files`,
  /** Where one of them stands on it. */
  tipFile: (number: number, id: string, query: AddressQuery = {}) => `${tip(number, query)}#file-${id}`,
  tipNotes: (number: number, query: AddressQuery = {}) => `${tip(number, query)}#notes`,
  addNote: (number: number, query: AddressQuery = {}) => ofTip(number, '/notes', query),
  answer: (number: number, query: AddressQuery = {}) => ofTip(number, '/messages', query),
  insertReadyAnswer: (number: number, query: AddressQuery = {}) => ofTip(number, '/ready-answers', query),
  undoAnswer: (number: number, id: string, query: AddressQuery = {}) =>
    ofTip(number, `/messages/${id}/undo`, query),
  drafts: (number: number, query: AddressQuery = {}) => ofTip(number, '/drafts', query),
  presence: (number: number) => ofTip(number, '/presence', {}),
  /** What is done with the mail of this id. */
  giveUpMail: (number: number, query: AddressQuery = {}) => ofTip(number, '/mails/give-up', query),
  sendToInbox: (number: number, query: AddressQuery = {}) => ofTip(number, '/mails/inbox', query),
  residentNumbers: (number: number, query: AddressQuery = {}) => ofTip(number, '/resident-numbers', query),
  /** Where they stand on the page that it answers with. */
  contacts: (number: number, query: AddressQuery = {}) => `${ofTip(number, '/contacts', query)}#contacts`,
  step: (number: number, step: string, query: AddressQuery = {}) => ofTip(number, `/${step}`, query),
  changeTopic: (number: number, query: AddressQuery = {}) => ofTip(number, '/topic', query),
  assignment: (number: number, query: AddressQuery = {}) => ofTip(number, '/assignment', query),
  forwarding: (number: number, query: AddressQuery = {}) => ofTip(number, '/forwarding', query),
  importance: (number: number, query: AddressQuery = {}) => ofTip(number, '/importance', query),
  reminder: (number: number, query: AddressQuery = {}) => ofTip(number, '/reminder', query),
  /** `done`: whether its item is checked by it. */
  checks: (number: number, done: boolean, query: AddressQuery = {}) =>
    ofTip(number, '/checks', {
      ...Object.fromEntries(new URLSearchParams(query)),
      ...(done && { done: 'on' }),
    }),
  tipTags: (number: number, query: AddressQuery = {}) => ofTip(number, '/tags', query),
  noAnswer: (number: number, query: AddressQuery = {}) => ofTip(number, '/no-answer', query),
  block: (number: number, query: AddressQuery = {}) => ofTip(number, '/block', query),
  hold: (number: number, query: AddressQuery = {}) => ofTip(number, '/hold', query),
  forgetting: (number: number, query: AddressQuery = {}) => ofTip(number, '/forgetting', query),
  zip: (number: number) => ofTip(number, '/files.zip', {}),
  thumbnail: (number: number, id: string) => ofTip(number, `/files/${id}/thumbnail`, {}),
  file: (number: number, id: string, query: AddressQuery = {}) => ofTip(number, `/files/${id}`, query),
  disturbing: (number: number, id: string, query: AddressQuery = {}) =>
    ofTip(number, `/files/${id}/disturbing`, query),
  largePicture: (number: number, id: string, query: AddressQuery = {}) =>
    ofTip(number, `/files/${id}/large`, query),
} as const;
