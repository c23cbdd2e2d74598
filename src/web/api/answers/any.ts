import { z } from 'zod';
import { count, maybeText, named, text } from './named.ts';

export const refused = named(
  'Refused',
  z.strictObject({
    errors: z.record(text, text).describe("Words by the field's name, or by `form`."),
    code: text.optional().describe('The one reason, where there is one.'),
    id: text.optional().describe('Of a fault of ours, as the log knows it.'),
    stamp: maybeText.optional(),
  }),
);

export const nothing = named('Nothing', z.strictObject({}));

/** Of what tells no more than that. */
export const done = { 200: { says: 'It is done.', json: nothing } };

export const version = named('Version', z.strictObject({ version: count }));

export const received = named(
  'Received',
  z.strictObject({ number: count, receipt: text, page: text.optional() }),
);

/** Any document of OpenAPI; what is in it is another test's. */
export const document = named('Document', z.looseObject({ openapi: text }));
