import type { CallFields } from '../../../src/channels/phone/fields.ts';
import type { Viewer } from '../../../src/staff/access.ts';
import type { Named } from '../../../src/staff/called.ts';
import type { CallKind, Direction } from '../../../src/tips/calls/call-note.ts';
import type { EarlierTip } from '../../../src/tips/calls/earlier-tips.ts';
import type { ReminderDays } from '../../../src/tips/reminder-days.ts';
import type { Permission } from '../../../src/tips/tip.ts';
import type { OfferedTopic } from '../../../src/tips/topics/topic.ts';
import type { Frame } from '../../parts/layout.tsx';
import type { Clock } from '../time.tsx';

export type CallFormProps = {
  frame: Frame;
  viewer: Viewer;
  clock: Clock;
  typed: CallFields;
  faults: Readonly<Record<string, string>>;
  colleagues: readonly Named[];
  topics: readonly OfferedTopic[];
  earlier: readonly EarlierTip[] | null;
  draft: { id: string; seen: number };
  /** Tells for whom the page was made. */
  writer: string;
  keepsRecordings: boolean;
  /** One was chosen, and no browser fills it in again. */
  asksForRecording: boolean;
  days: ReminderDays;
  kinds: readonly CallKind[];
  directions: readonly Direction[];
  uses: readonly Permission[];
};
