import { Choice, described, Fault, Optional, type PartProps, TextField } from './fields.tsx';

const FIELDS = ['name', 'phone', 'email', 'chat'] as const;
const WAYS = ['chat', 'phone', 'email', 'none'] as const;

/** Folded until it is used: three ways that mirror the channels, and which of them may be used. */
export function Contact(part: PartProps) {
  const { words, values, faults } = part;
  const used =
    values.replyBy.length > 0 ||
    [...FIELDS, 'reply_by' as const].some(
      field => (field !== 'reply_by' && values[field] !== '') || faults[field],
    );
  return (
    <details class="part" open={used}>
      <summary>
        <h2>
          {words.contact} <Optional words={words} />
        </h2>
      </summary>
      <p class="hint">{words.contactLead}</p>
      <ContactFields {...part} />
    </details>
  );
}

/** How somebody may be reached, and by which of it they want to be. */
export function ContactFields(part: PartProps) {
  const { words, fields } = part;
  return (
    <>
      <TextField {...part} field="chat" label={words.chat} hint={words.chatHint} autocomplete="off" />
      <TextField {...part} field="phone" label={words.phone} keyboard="tel" autocomplete="tel" />
      <TextField {...part} field="email" label={words.email} keyboard="email" autocomplete="email" />
      <TextField {...part} field="name" label={fields.name.asked} autocomplete="name" />
      <ReplyBy {...part} />
    </>
  );
}

function ReplyBy({ words, values, faults }: PartProps) {
  return (
    <fieldset class="field" {...described('reply_by', faults)}>
      <legend>{words.replyBy}</legend>
      <div class="ways">
        {WAYS.map((way, index) => (
          <Choice
            key={way}
            type="checkbox"
            id={index === 0 ? 'reply_by' : `reply_by-${way}`}
            name="reply_by"
            value={way}
            checked={values.replyBy.includes(way)}
          >
            {words.replyWays[way]}
          </Choice>
        ))}
      </div>
      <Fault field="reply_by" faults={faults} />
    </fieldset>
  );
}
