import type { ComponentChildren } from 'preact';
import type { Words } from '../../../src/i18n/words.ts';
import type { ContactForms } from '../../../src/tips/read/contact-forms.ts';
import type { Contact, KeptTip, Opened } from '../../../src/tips/tip.ts';
import { VERBATIM } from '../../parts/verbatim.ts';
import { Name } from '../name.tsx';
import { OpenedText } from '../opened.tsx';
import { PermissionBadge } from '../permission.tsx';

/** A contact with the link that staff may follow: built from what was read of it, never from what was typed. */
export type LinkedContact = Pick<Contact, 'way' | 'mayReply'> &
  Omit<ContactForms, 'shown'> & { shown: Opened; href: string | null };

/** `isOpened`: whether the name opens, if there is one. */
type ContactsProps = { words: Words; contacts: LinkedContact[]; name: string | null; isOpened: boolean };

/** How to reach the reader: what was read of it, and as it was typed where that differs. */
export function Contacts({ words, contacts, name, isOpened }: ContactsProps) {
  const { tip: labels, ways } = words.staff;
  const saysName = name !== null || !isOpened;
  return (
    <section class="part" aria-labelledby="contacts">
      <h2 id="contacts">{labels.contacts}</h2>
      {contacts.length === 0 && !saysName && <p class="quiet">{labels.anonymous}</p>}
      {(contacts.length > 0 || saysName) && (
        <dl class="facts">
          {saysName && (
            <div>
              <dt>{words.fields.name.label}</dt>
              <dd>
                <bdi {...VERBATIM}>
                  <OpenedText words={words} text={name} />
                </bdi>
              </dd>
            </div>
          )}
          {contacts.map(contact => (
            <div key={contact.way}>
              <dt>
                <Name words={words} names={ways} word={contact.way} />
              </dt>
              <dd>
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
                <span class={contact.mayReply ? 'good small' : 'quiet small'}>
                  {contact.mayReply ? labels.mayReply : labels.mayNotReply}
                </span>
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function ContactValue({ words, contact: { shown, href } }: { words: Words; contact: LinkedContact }) {
  if (shown === null) return <OpenedText words={words} text={null} />;
  const value = <bdi {...VERBATIM}>{shown}</bdi>;
  return href === null ? value : <a href={href}>{value}</a>;
}

/** What the reader agreed to, as far as they were asked. */
export function Consents({ words, tip }: { words: Words; tip: KeptTip }) {
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

function answersOf(words: Words, { consentContact, permission, age14 }: KeptTip) {
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
