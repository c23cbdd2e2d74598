import type { FormFields } from '../../../src/channels/form/fields.ts';
import type { KeptFor } from '../../../src/i18n/dates.ts';
import { readerPaths } from '../../../src/paths.ts';
import type { ReaderTip } from '../../../src/tips/talk/read-talk.ts';
import type { Frame } from '../../parts/layout.tsx';
import type { FormFaults, PartProps } from '../form/fields.tsx';
import { ContactConsent } from '../form/form-consents.tsx';
import { ContactFields } from '../form/form-contact.tsx';

type ChangeContactsProps = {
  frame: Frame;
  tip: ReaderTip;
  kept: KeptFor;
  contacts: FormFields;
  faults: FormFaults;
  isOpen: boolean;
};

/** Other ways to be reached in place of the first, or none. */
export function ChangeContacts({ frame, tip, kept, contacts, faults, isOpen }: ChangeContactsProps) {
  const { talk, form } = frame.words.reader;
  const words = talk.contacts;
  const values = {
    ...contacts,
    replyBy: contacts.reply_by,
    consent_contact: contacts.consent_contact ? 'on' : '',
    ...{ consent_media: '', clean: '' },
  };
  const part: PartProps = { words: form, fields: frame.words.fields, values, faults };
  const hasLeft = tip.left.hasName || tip.left.ways.length > 0;
  return (
    <details class="fold" open={isOpen}>
      <summary>{words.title}</summary>
      {hasLeft ? <TakeBack frame={frame} number={tip.number} left={tip.left} /> : <p>{words.none}</p>}
      <form method="post" action={readerPaths.tipContacts} acceptCharset="utf-8" noValidate>
        <input type="hidden" name="lang" value={frame.lang} />
        <input type="hidden" name="tip" value={tip.number} />
        {hasLeft && <p class="hint">{words.replaces}</p>}
        <ContactFields {...part} />
        <ContactConsent {...part} retention={form.retention(kept)} always />
        <button class="button plain" type="submit">
          {words.change}
        </button>
      </form>
    </details>
  );
}

type TakeBackProps = { frame: Frame; number: number; left: ReaderTip['left'] };

/** What was left, and one press that deletes it. */
export function TakeBack({ frame, number, left: { ways, hasName } }: TakeBackProps) {
  const { talk, form } = frame.words.reader;
  const left = [...(hasName ? [talk.contacts.name] : []), ...ways.map(way => form.replyWays[way])];
  return (
    <>
      <p>{talk.contacts.has(left.join(', '))}</p>
      <p class="hint">{talk.contacts.outOfReach}</p>
      <form method="post" action={readerPaths.tipContacts}>
        <input type="hidden" name="lang" value={frame.lang} />
        <input type="hidden" name="tip" value={number} />
        <button class="button plain" type="submit" name="take_back" value="on">
          {talk.contacts.takeBack}
        </button>
      </form>
    </>
  );
}
