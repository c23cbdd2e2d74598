/**
 * Spread on what a translator must leave letter by letter: codes, numbers, addresses, names of channels. As `translate="no"`:
 * Preact's own type knows a boolean alone, and writes nothing for `false`.
 */
export const VERBATIM: object = { translate: 'no' };
