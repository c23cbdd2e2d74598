import { z } from 'zod';
import { ALL_KINDS, type EntryPlace, type HistoryQuestion } from '../../../tips/history/list-history.ts';
import { maybeNumber } from '../forms.ts';

const maybeDay = z.iso.date().optional().catch(undefined);
const ofAddress = z.string().trim().min(1).max(320).optional().catch(undefined);

/** What is wrong in it is not asked. `from` and `to` are days of the desk's. */
const fields = z.object({
  person: ofAddress,
  tip: maybeNumber,
  kind: z.enum(ALL_KINDS).optional().catch(undefined),
  from: maybeDay,
  to: maybeDay,
  /** The last that was seen: its time and its id. */
  after: z
    .string()
    .regex(/^\d{1,15}-\d{1,15}$/)
    .transform(value => value.split('-').map(Number))
    .transform(([at = 0, event = 0]): EntryPlace => ({ at, event }))
    .optional()
    .catch(undefined),
});
/** As it stands in the address. */
export type HistoryFilter = z.infer<typeof fields>;

export const readFilter = (query: unknown): HistoryFilter => fields.parse(query);

export function toQuestion({ from, to, ...filter }: HistoryFilter, timeZone: string): HistoryQuestion {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  return {
    ...filter,
    from: from === undefined ? undefined : startOf(Temporal.PlainDate.from(from)),
    until: to === undefined ? undefined : startOf(Temporal.PlainDate.from(to).add({ days: 1 })),
  };
}

/** The same in an address, behind this entry. */
export function filterQuery({ person, tip, kind, from, to }: HistoryFilter, after?: EntryPlace) {
  return {
    ...(person !== undefined && { person }),
    ...(tip !== undefined && { tip: String(tip) }),
    ...(kind !== undefined && { kind }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(after !== undefined && { after: `${after.at}-${after.event}` }),
  };
}
