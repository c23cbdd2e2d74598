import type { z } from 'zod';
import type { Lang } from '../i18n/lang.ts';
import { settings } from './settings.ts';

/** What admins may change on the settings page. The environment has the same names for it, and wins where it says one. */
const changeable = settings.pick({
  NEWSROOM_NAME: true,
  TIME_ZONE: true,
  NEWSROOM_INBOX: true,
  MAIL_CONTACTS: true,
  DAILY_MAIL: true,
  CHANNEL_PHONE: true,
  CHANNEL_MAIL: true,
  CHANNEL_CHAT_NAME: true,
  CHANNEL_CHAT_URL: true,
  LANGUAGES: true,
  FORM_HEADLINE_KO: true,
  FORM_HEADLINE_EN: true,
  FORM_LEAD_KO: true,
  FORM_LEAD_EN: true,
  FORM_HINT_KO: true,
  FORM_HINT_EN: true,
  RECEIPT_LEAD_KO: true,
  RECEIPT_LEAD_EN: true,
  DESK_HOURS_KO: true,
  DESK_HOURS_EN: true,
  TELL_READ: true,
  TELL_NAMES: true,
  TALK_AFTER_CLOSING: true,
  CALL_RECORDINGS: true,
  CHECKLIST: true,
  SECOND_FACTOR: true,
  SAFETY_FOLD: true,
  ACCENT: true,
  RETENTION_UNUSED: true,
  RETENTION_OPEN: true,
  RETENTION_USED: true,
  RETENTION_WITHDRAWN: true,
  RETENTION_NOTICE: true,
});

/** With what is made from it together with settings that only the environment has. */
const read = changeable.extend(
  settings.pick({ NEWSROOM_LANG: true, PRIVACY_OFFICER: true, PRIVACY_CONTACT: true }).shape,
);

export const DESK_SETTINGS = changeable.keyof().options;
export type DeskSetting = (typeof DESK_SETTINGS)[number];

const known: ReadonlySet<string> = new Set(DESK_SETTINGS);
export const isDeskSetting = (name: string): name is DeskSetting => known.has(name);

/** Values as they are typed, by the names of the environment. */
export type Typed = Readonly<Record<string, string>>;

/** A sentence of the newsroom's own; null: ours. */
export type Texts = Readonly<Record<'headline' | 'lead' | 'hint' | 'receiptLead' | 'hours', string | null>>;

/** Of the settings those that follow what admins change while the desk runs. */
export type DeskConfig = {
  newsroom: {
    name: string;
    lang: Lang;
    timeZone: string;
    inbox: string[];
    /** When the inbox is told each day, such as `08:30`; null: never. */
    dailyMail: string | null;
  };
  /** Whether the newsroom's mail tells names and contacts; never where the tip's topic hides them. */
  mailsContacts: boolean;
  /** What readers are shown; an empty setting is null and is not shown. */
  contacts: { phone: string | null; mail: string | null; chat: { name: string; url: string | null } | null };
  /** In what readers' pages are offered, and what they say otherwise than ours. */
  reader: { langs: readonly Lang[]; texts: Readonly<Record<Lang, Texts>>; isSafetyOpen: boolean };
  /**
   * What a reader who comes back is told: whether somebody has read the tip, and who of the staff answers. `afterClosing`: for how
   * long they can add to a tip that was closed, in milliseconds.
   */
  talk: { tellsRead: boolean; tellsNames: boolean; afterClosing: number };
  /** Who answers for personal data, by name or office, and how they are reached. */
  privacy: { officer: string | null; contact: string };
  accent: string;
  /** Whether a recording may be kept with a call that is written down. */
  keepsRecordings: boolean;
  /** What staff make sure of before a tip becomes news; null: ours. */
  checklist: readonly string[] | null;
  /** Whether all staff are to have a second factor. */
  isFactorRequired: boolean;
  /**
   * How long a tip is kept, in milliseconds: `used` and `unused` from its closing as such, `open` from its reader's last word
   * while it is not closed. `notice` before it goes the newsroom is told; it is never longer than one of these.
   */
  retention: { unused: number; open: number; used: number; withdrawn: number; notice: number };
};

/** What the environment says of it: these values win. A channel that it leaves empty is hidden. */
export function givenBy(env: NodeJS.ProcessEnv): Typed {
  const names = read.keyof().options.filter(name => {
    const value = env[name]?.trim();
    return value !== undefined && (value !== '' || meansSomethingEmpty(name));
  });
  return Object.fromEntries(names.map(name => [name, env[name] ?? '']));
}

/** Of a channel: it is hidden then. All else that is left empty is read as its default. */
export const meansSomethingEmpty = (name: keyof typeof read.shape): boolean =>
  read.shape[name].meta()?.['isHiddenWhenEmpty'] === true;

/** What stands where nobody has set it, as it would be typed. */
export const fallbackOf = (name: DeskSetting): string =>
  String(changeable.shape[name].meta()?.['fallback'] ?? '');

export const isRight = (name: DeskSetting, value: string): boolean =>
  changeable.shape[name].safeParse(value).success;

/** What a newer version has kept, and this one does not know or cannot read, counts as not set. */
export function deskConfigWith(chosen: Typed, given: Typed): DeskConfig {
  const readable = Object.entries(chosen).filter(
    ([name, value]) => isDeskSetting(name) && isRight(name, value),
  );
  return toDeskConfig(read.parse({ ...Object.fromEntries(readable), ...given }));
}

export const toDeskConfig = (v: z.output<typeof read>): DeskConfig => ({
  newsroom: {
    name: v.NEWSROOM_NAME,
    lang: v.NEWSROOM_LANG,
    timeZone: v.TIME_ZONE,
    inbox: [...new Set(v.NEWSROOM_INBOX)],
    dailyMail: v.DAILY_MAIL,
  },
  mailsContacts: v.MAIL_CONTACTS === 'on',
  contacts: {
    phone: v.CHANNEL_PHONE,
    mail: v.CHANNEL_MAIL,
    chat: v.CHANNEL_CHAT_NAME === null ? null : { name: v.CHANNEL_CHAT_NAME, url: v.CHANNEL_CHAT_URL },
  },
  reader: { langs: v.LANGUAGES, texts: textsOf(v), isSafetyOpen: v.SAFETY_FOLD === 'open' },
  talk: {
    tellsRead: v.TELL_READ === 'on',
    tellsNames: v.TELL_NAMES === 'on',
    afterClosing: v.TALK_AFTER_CLOSING,
  },
  privacy: {
    officer: v.PRIVACY_OFFICER,
    contact: v.PRIVACY_CONTACT ?? v.CHANNEL_MAIL ?? v.CHANNEL_PHONE ?? v.NEWSROOM_NAME,
  },
  accent: v.ACCENT,
  keepsRecordings: v.CALL_RECORDINGS === 'on',
  checklist: v.CHECKLIST,
  isFactorRequired: v.SECOND_FACTOR === 'required',
  retention: retentionOf(v),
});

const textsOf = (v: z.output<typeof read>): DeskConfig['reader']['texts'] => ({
  ko: {
    headline: v.FORM_HEADLINE_KO,
    lead: v.FORM_LEAD_KO,
    hint: v.FORM_HINT_KO,
    receiptLead: v.RECEIPT_LEAD_KO,
    hours: v.DESK_HOURS_KO,
  },
  en: {
    headline: v.FORM_HEADLINE_EN,
    lead: v.FORM_LEAD_EN,
    hint: v.FORM_HINT_EN,
    receiptLead: v.RECEIPT_LEAD_EN,
    hours: v.DESK_HOURS_EN,
  },
});

function retentionOf(v: z.output<typeof read>): DeskConfig['retention'] {
  const kept = { unused: v.RETENTION_UNUSED, open: v.RETENTION_OPEN, used: v.RETENTION_USED };
  // What is withdrawn goes when its reader was told, without a notice before.
  return {
    ...kept,
    withdrawn: v.RETENTION_WITHDRAWN,
    notice: Math.min(v.RETENTION_NOTICE, ...Object.values(kept)),
  };
}
