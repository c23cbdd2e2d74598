import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import { staffPaths } from '../../../src/paths.ts';
import type { FolderContacts, ShownKeptTip, TipFolder } from '../../../src/tips/folder.ts';
import type { ContactForms } from '../../../src/tips/read/contact-forms.ts';
import type { Contact, Opened } from '../../../src/tips/tip.ts';
import { Icon } from '../../parts/icons.tsx';
import { VERBATIM } from '../../parts/verbatim.ts';
import { HelpLink } from '../help/help-link.tsx';
import { Name } from '../name.tsx';
import { OpenedText } from '../opened.tsx';
import { PermissionBadge } from '../permission.tsx';
import { TIP_FORM } from './form-ids.ts';

/** A contact with the link that staff may follow: built from what was read of it, never from what was typed. */
export type LinkedContact = Pick<Contact, 'way' | 'mayReply'> &
  Omit<ContactForms, 'shown'> & { shown: Opened; href: string | null };

/** What of them is shown: the ways alone, but for who asked for more. */
export type LinkedContacts = Omit<FolderContacts, 'shown'> & {
  shown: { name: Opened; list: LinkedContact[] } | null;
};

type ContactsProps = {
  words: Words;
  number: number;
  back: { back?: string };
  contacts: LinkedContacts;
  maySee: boolean;
  /** Whether the name opens, if there is one. */
  isNameOpened: boolean;
  residentNumbers: TipFolder['residentNumbers'];
};

/** Who sent it and how to reach them: a press shows it, and the history says to whom. */
export function Contacts({ contacts, ...props }: ContactsProps) {
  const { words } = props;
  const isAny = contacts.ways.length > 0 || contacts.mayHaveName;
  return (
    <section class="part" aria-labelledby="contacts">
      <h2 id="contacts">{words.staff.tip.contacts}</h2>
      {!isAny && <p class="quiet">{words.staff.tip.anonymous}</p>}
      {isAny && contacts.shown === null && <Hidden {...props} contacts={contacts} />}
      {isAny && contacts.shown !== null && <Shown {...props} shown={contacts.shown} />}
      {isAny && <HelpLink words={words} about="source" />}
    </section>
  );
}

/** The ways alone, and the press. */
function Hidden({ words, number, back, contacts, maySee, residentNumbers }: ContactsProps) {
  const { tip: labels, ways } = words.staff;
  return (
    <>
      <dl class="facts">
        {contacts.mayHaveName && (
          <Row term={words.fields.name.label}>
            <span class="quiet small">{labels.contactHidden}</span>
          </Row>
        )}
        {contacts.ways.map(({ way, mayReply }, index) => (
          <Row key={index} term={<Name words={words} names={ways} word={way} />}>
            <MayReply words={words} mayReply={mayReply} />
          </Row>
        ))}
      </dl>
      {maySee ? (
        <div class="on-screen shut">
          <button
            class="button plain compact"
            type="submit"
            form={TIP_FORM}
            formAction={staffPaths.contacts(number, back)}
            formNoValidate
            name="resident_numbers"
            value={residentNumbers}
            aria-describedby="contacts-noted"
          >
            <Icon name="eye" size={18} />
            {labels.contactsShow}
          </button>
          <p id="contacts-noted" class="quiet small">
            {labels.contactsNoted}
          </p>
        </div>
      ) : (
        <p class="quiet small">{labels.contactsOfTeam}</p>
      )}
    </>
  );
}

type ShownProps = Omit<ContactsProps, 'contacts'> & { shown: NonNullable<LinkedContacts['shown']> };

/** What was read of each, and as it was typed where that differs; on paper none of it. */
function Shown({ words, number, back, shown: { name, list }, isNameOpened }: ShownProps) {
  const { tip: labels, ways } = words.staff;
  return (
    <>
      <dl class="facts on-screen">
        {(name !== null || !isNameOpened) && (
          <Row term={words.fields.name.label}>
            <bdi {...VERBATIM}>
              <OpenedText words={words} text={name} />
            </bdi>
          </Row>
        )}
        {list.map((contact, index) => (
          <Row key={index} term={<Name words={words} names={ways} word={contact.way} />}>
            <ContactValue words={words} contact={contact} />
            {contact.international !== null && (
              <span class="quiet small" {...VERBATIM}>
                {contact.international}
              </span>
            )}
            {contact.typed !== null && (
              <span class="quiet small" {...VERBATIM}>
                {labels.asTyped(contact.typed)}
              </span>
            )}
            <MayReply words={words} mayReply={contact.mayReply} />
            {contact.way === 'phone' && (
              <span role="status">
                <a
                  class="small"
                  href={staffPaths.calls({ tip: String(number) })}
                  data-after-call={words.staff.calls.shown.afterCall}
                >
                  {words.staff.calls.shown.another}
                </a>
              </span>
            )}
          </Row>
        ))}
      </dl>
      <p class="quiet small on-screen" role="status">
        {labels.contactsShown} <a href={`${staffPaths.tip(number, back)}#contacts`}>{labels.contactsHide}</a>
      </p>
      <p class="on-paper">{labels.contactsNotOnPaper}</p>
    </>
  );
}

const Row = ({ term, children }: { term: ComponentChildren; children: ComponentChildren }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
);

const MayReply = ({ words, mayReply }: { words: Words; mayReply: boolean }) => (
  <span class={mayReply ? 'good small' : 'quiet small'}>
    {mayReply ? words.staff.tip.mayReply : words.staff.tip.mayNotReply}
  </span>
);

function ContactValue({ words, contact: { shown, href } }: { words: Words; contact: LinkedContact }) {
  if (shown === null) return <OpenedText words={words} text={null} />;
  const value = <bdi {...VERBATIM}>{shown}</bdi>;
  return href === null ? value : <a href={href}>{value}</a>;
}

/** What the reader agreed to, as far as they were asked. */
export function Consents({ words, tip }: { words: Words; tip: ShownKeptTip }) {
  const { tip: labels } = words.staff;
  const answers = answersOf(words, tip).filter(([, answer]) => answer !== null);
  if (answers.length === 0) return null;
  return (
    <section class="part" aria-labelledby="consents">
      <h2 id="consents">{labels.consents}</h2>
      <dl class="answers">
        {answers.map(([question, answer]) => (
          <div key={question}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function answersOf(words: Words, { consentContact, permission, age14 }: ShownKeptTip) {
  const { tip: labels } = words.staff;
  const consent = consentContact === null ? null : consentContact ? labels.yes : labels.no;
  // Asked together with the consent.
  const noAge = consentContact === null ? null : labels.notAnswered;
  const age = age14 === null ? noAge : <Name words={words} names={labels} word={age14} />;
  const answers: [string, ComponentChildren][] = [
    [labels.consentContact, consent],
    [labels.age14, age],
    [labels.media, permission && <PermissionBadge words={words} permission={permission} />],
  ];
  return answers;
}
