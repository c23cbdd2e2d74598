import type { TipFacts } from '../staff/access.ts';
import type { OrUnknown } from '../unknown.ts';
import type { Forgetting } from './end/proof.ts';
import type { Going } from './end/rules.ts';
import type { Work } from './read/load-work.ts';
import type { Said } from './said.ts';
import {
  type Check,
  type Contact,
  type Draft,
  type ForgottenTip,
  type Hold,
  isFileOpened,
  type KeptContact,
  type KeptTip,
  type MailFate,
  type Note,
  type Opened,
  type ReplyWay,
  type TipEvent,
} from './tip.ts';

/** A tip as staff are shown it: its name and contacts are a right of their own, and stand apart. */
export type ShownKeptTip = Omit<KeptTip, 'name' | 'contacts'>;
export type ShownTip = ShownKeptTip | ForgottenTip;

/** Who sent a tip, and how they may be reached. */
export type FolderContacts = {
  /** Ways alone, in the form's order. */
  ways: Pick<Contact<OrUnknown<ReplyWay>>, 'way' | 'mayReply'>[];
  /** False where no name was given; where its words do not open, nobody knows. */
  mayHaveName: boolean;
  areOpened: boolean;
  /** Null unless they were asked for, by a press that the history tells. */
  shown: { name: Opened; list: KeptContact[] } | null;
};

/** Everything that the tip's page shows. */
export type TipFolder = {
  tip: ShownTip;
  contacts: FolderContacts;
  /** By which rights over it go. */
  facts: TipFacts;
  /** An http(s) URL of what became of it, as whoever closed it said. */
  publication: { article: Opened } | null;
  /** The number of the tip that it says once more, where it was closed as a duplicate of one that the viewer may see. */
  duplicateOf: number | null;
  tags: readonly string[];
  checks: readonly Check[];
  hold: Hold | null;
  work: Work;
  /** When it goes by itself; null where nothing says so, and while it is held. */
  going: Going | null;
  /** How it went, once it is forgotten. */
  forgetting: Forgetting | null;
  /** The talk, the first message of all first, which it came with. */
  messages: readonly Said[];
  notes: Note[];
  /** The viewer's own, the latest first. */
  drafts: Draft[];
  /** Whether there are resident registration numbers in what is shown, and how they are told. */
  residentNumbers: 'none' | 'masked' | 'shown';
  events: TipEvent[];
  mails: MailFate[];
};

/** Whether something of it does not open, whoever wrote it. */
export const isAnyUnopened = ({
  tip,
  contacts,
  publication,
  hold,
  messages,
  notes,
  checks,
}: TipFolder): boolean =>
  tip.kept &&
  !(
    tip.headline !== null &&
    tip.message !== null &&
    contacts.areOpened &&
    [...tip.files, ...tip.sentFiles].every(file => isFileOpened(file) && file.inspection.is !== 'unopened') &&
    publication?.article !== null &&
    hold?.reason !== null &&
    messages.every(({ body }) => body !== null) &&
    notes.every(({ body }) => body !== null) &&
    checks.every(({ item }) => item !== null)
  );
