import { z } from 'zod';
import { count, maybeText, maybeTime, named, text, time } from './named.ts';

const session = z.strictObject({
  id: text,
  name: maybeText,
  current: z.boolean(),
  begun_at: time,
  used_at: time,
});
const token = z.strictObject({ id: text, name: text, made_at: time, used_at: maybeTime });

export const account = named(
  'Account',
  z.strictObject({
    ...{ email: text, name: maybeText, language: maybeText, role: text },
    mails: z.strictObject({
      assigned: z.boolean(),
      mentioned: z.boolean(),
      reminders: z.boolean(),
      reader: z.boolean(),
    }),
    sessions: z.array(session),
    tokens: z.array(token),
  }),
);
export const madeToken = named('MadeToken', z.strictObject({ name: text, token: text }));

const passkey = z.strictObject({ id: text, name: text, host: text });
export const factors = named(
  'Factors',
  z.strictObject({ app: z.boolean(), passkeys: z.array(passkey), recovery_codes: count }),
);
/** As browsers take them (WebAuthn 3, 5.4 and 5.5). */
export const passkeyOptions = named('PasskeyOptions', z.looseObject({ challenge: text }));
export const appSetup = named('AppSetup', z.strictObject({ setup: text, key: text, uri: text }));
export const recoveryCodes = named('RecoveryCodes', z.strictObject({ recovery_codes: z.array(text) }));
