import type * as ko from '../../../ko/staff/tip/hold.ts';

export const hold: typeof ko.hold = {
  title: 'This tip is under a legal hold. It is not forgotten until the hold is released.',
  since: (by, time) => `Held by ${by} since ${time}.`,
  open: 'Legal hold…',
  hint: 'Until it is released, the tip is not forgotten when its time is over, and nobody can forget it. For what must be kept, as for a lawsuit or an inquiry.',
  reason: 'Why it must be kept',
  place: 'Hold it',
  openRelease: 'Release the hold…',
  releaseHint: 'If its time is over, a mail tells of it first, and then the tip is forgotten by itself.',
  release: 'Release the hold',
  notForgettable: 'This tip is under a legal hold and cannot be forgotten.',
  reasonEmpty: 'Please write why it must be kept.',
  reasonTooLong: limit => `The reason is too long. Up to ${limit.toLocaleString('en')} characters.`,
};
