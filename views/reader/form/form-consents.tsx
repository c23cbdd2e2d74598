import type { KeptFor } from '../../../src/i18n/dates.ts';
import { Choice, described, Fault, type PartProps } from './fields.tsx';
import { Send } from './send.tsx';

type BeforeProps = PartProps & { addressUnkept: boolean; kept: KeptFor };

/** What is kept, the consents that apply, the safety lines, and the one button. */
export function BeforeSending({ addressUnkept, kept, ...part }: BeforeProps) {
  const { words } = part;
  const retention = words.retention(kept);
  return (
    <section class="part">
      <h2>{words.before}</h2>
      <p class="small">
        {words.kept} {addressUnkept && `${words.addressUnkept} `}
        {words.keptHowLong(retention)}
      </p>
      <ContactConsent {...part} retention={retention} />
      <MediaConsent {...part} retention={retention} />
      <ul class="safety small">
        {words.safety.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Send words={words} />
    </section>
  );
}

/** `retention`: how long it is kept. `always`: it applies wherever it is shown. */
type ConsentProps = PartProps & { retention: string; always?: boolean };

/**
 * Each consent on its own, with its purpose, items, period and what follows from refusing (PIPA art. 15(2),
 * 22),
 * and the age below which no contact is taken. With script it shows once there is a contact.
 */
export function ContactConsent({ words, values, faults, retention, always = false }: ConsentProps) {
  const applies =
    always ||
    [values.name, values.phone, values.email, values.chat, values.consent_contact, values.age_14].some(
      Boolean,
    ) ||
    ['consent_contact', 'age_14'].some(field => faults[field] !== undefined);
  return (
    <div class={applies ? 'consent applies' : 'consent'} id="contact-consent">
      <Choice
        type="checkbox"
        id="consent_contact"
        name="consent_contact"
        value="on"
        checked={values.consent_contact !== ''}
        {...described('consent_contact', faults, words.consentContact)}
      >
        {words.consentContact} <span class="optional">({words.consentContactWhen})</span>
      </Choice>
      <Fault field="consent_contact" faults={faults} />
      <dl class="terms hint" id="consent_contact-hint">
        {Object.values(words.consentContactText(retention)).map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Age words={words} values={values} faults={faults} />
    </div>
  );
}

function Age({ words, values, faults }: Omit<PartProps, 'fields'>) {
  return (
    <fieldset {...described('age_14', faults, words.ageHint)}>
      <legend>{words.age}</legend>
      <div class="ways">
        <Choice type="radio" id="age_14" name="age_14" value="yes" checked={values.age_14 === 'yes'}>
          {words.ageYes}
        </Choice>
        <Choice type="radio" id="age_14-no" name="age_14" value="no" checked={values.age_14 === 'no'}>
          {words.ageNo}
        </Choice>
      </div>
      <p class="hint" id="age_14-hint">
        {words.ageHint}
      </p>
      <Fault field="age_14" faults={faults} />
    </fieldset>
  );
}

function MediaConsent({ words, values, faults, retention }: ConsentProps) {
  const text = words.consentMediaText(retention);
  const applies = values.consent_media !== '' || faults['consent_media'] !== undefined;
  return (
    <div class={applies ? 'consent applies' : 'consent'} id="media-consent">
      <Choice
        type="checkbox"
        id="consent_media"
        name="consent_media"
        value="on"
        checked={values.consent_media !== ''}
        {...described('consent_media', faults, text)}
      >
        {words.consentMedia} <span class="optional">({words.consentMediaWhen})</span>
      </Choice>
      <p class="hint" id="consent_media-hint">
        {text}
      </p>
      <Fault field="consent_media" faults={faults} />
    </div>
  );
}
