import type { Words } from '../../src/i18n/words.ts';
import type { KeptTip } from '../../src/tips/tip.ts';
import type { LinkedContact } from '../../src/web/admin/contact-links.ts';

type ContactsProps = { words: Words; contacts: LinkedContact[]; name: string | null };

/** How to reach the reader: what was read of it, and as it was typed where that differs. */
export function Contacts({ words, contacts, name }: ContactsProps) {
  const { tip: labels, ways } = words.desk;
  return (
    <section class="part" aria-labelledby="contacts">
      <h2 id="contacts">{labels.contacts}</h2>
      {contacts.length === 0 && name === null && <p class="quiet">{labels.anonymous}</p>}
      {(contacts.length > 0 || name !== null) && (
        <dl class="facts">
          {name !== null && (
            <div>
              <dt>{labels.name}</dt>
              <dd>
                <bdi>{name}</bdi>
              </dd>
            </div>
          )}
          {contacts.map(contact => (
            <div key={contact.way}>
              <dt>{ways[contact.way]}</dt>
              <dd>
                <ContactValue contact={contact} />
                {contact.parsed !== null && contact.parsed !== contact.typed && (
                  <span class="quiet small">{labels.asTyped(contact.typed)}</span>
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

function ContactValue({ contact: { parsed, typed, href } }: { contact: LinkedContact }) {
  const value = <bdi>{parsed ?? typed}</bdi>;
  return href === null ? value : <a href={href}>{value}</a>;
}

export function Consents({ words, tip }: { words: Words; tip: KeptTip }) {
  const { tip: labels } = words.desk;
  const yesOrNo = (answer: boolean) => (answer ? labels.yes : labels.no);
  const answers: [string, string][] = [
    [labels.consentContact, yesOrNo(tip.consentContact)],
    [labels.consentMedia, yesOrNo(tip.consentMedia)],
    [labels.age14, tip.age14 === null ? labels.notAnswered : labels[tip.age14]],
  ];
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
