import { readableAccent } from '../../accent.ts';
import {
  DESK_SETTINGS,
  type DeskSetting,
  fallbackOf,
  isRight,
  meansSomethingEmpty,
  type Typed,
} from '../../config/desk-config.ts';
import type { Context } from '../../context.ts';
import { type Faults, type Reason, Refusal } from '../../errors.ts';
import { noteDeskEvent } from '../../history/note-desk-event.ts';
import { type KeptSettings, keepSettings } from '../../settings/kept-settings.ts';
import { authorize, type Viewer } from '../access.ts';
import { RULES } from './rules.ts';

type Settings = Pick<Context, 'settings' | 'liveSettings'>;

/** As it stands now, in the words of whoever set it. `fixed`: by the environment, where nobody changes it here. */
export type ShownSetting = { name: DeskSetting; value: string; isFixed: boolean };

export const shownSettings = ({ settings: { given }, liveSettings }: Settings): ShownSetting[] =>
  DESK_SETTINGS.map(name => ({
    name,
    value: given[name] ?? valueIn(liveSettings.kept(), name),
    isFixed: given[name] !== undefined,
  }));

/** What was chosen, unless this version cannot read it, as it may be of a newer one. */
function valueIn({ values }: KeptSettings, name: DeskSetting): string {
  const chosen = values[name];
  return chosen !== undefined && isRight(name, chosen) ? chosen : fallbackOf(name);
}

/** Of what was typed that which is another value than now. */
export const changesIn = (context: Settings, typed: Partial<Record<DeskSetting, string>>): ShownSetting[] =>
  shownSettings(context).flatMap(now => {
    const value = typed[now.name]?.trim();
    return value === undefined || value === now.value ? [] : [{ ...now, value }];
  });

/** Why it cannot be. */
export function faultsOfChanges(changes: readonly ShownSetting[]): Faults {
  const reasons = changes.map(change => [change.name, faultOf(change)] as const);
  return Object.fromEntries(reasons.flatMap(([name, reason]) => (reason === null ? [] : [[name, reason]])));
}

function faultOf({ name, value, isFixed }: ShownSetting): Reason | null {
  if (isFixed) return { code: 'setting-fixed', name };
  if (!isRight(name, value)) return { code: 'wrong-setting', rule: RULES[name] };
  const nearest = name === 'ACCENT' && value !== '' ? readableAccent(value) : value;
  return nearest.toLowerCase() === value.toLowerCase() ? null : { code: 'accent-unreadable', nearest };
}

type Change = { seen: number; typed: Partial<Record<DeskSetting, string>>; now: number };

/**
 * Changes what was typed, all of it or nothing, on every process. Answers the version that it has made.
 * @throws {Refusal} `stale` where others have changed settings since the version seen; with `faults` where a value is wrong.
 */
export async function changeSettings(
  context: Settings & Pick<Context, 'database'>,
  viewer: Viewer,
  { seen, typed, now }: Change,
): Promise<number> {
  authorize(viewer, 'change settings');
  await context.liveSettings.reload();
  const before = context.liveSettings.kept();
  if (before.version !== seen) throw new Refusal({ code: 'stale' });
  const changes = changesIn(context, typed);
  const faults = faultsOfChanges(changes);
  const [fault] = Object.values(faults);
  if (fault !== undefined) throw new Refusal(fault, { faults });
  if (changes.length === 0) return seen;
  const version = await context.database.write(async trx => {
    const kept = await keepSettings(trx, before, withChanges(before.values, changes));
    if (kept === null) return null;
    for (const { name, value } of changes) {
      const detail = `${valueIn(before, name)} → ${value}`;
      await noteDeskEvent(trx, {
        kind: 'setting changed',
        by: viewer.staffId,
        at: now,
        subject: name,
        detail,
      });
    }
    return kept;
  });
  if (version === null) throw new Refusal({ code: 'stale' });
  await context.liveSettings.publish();
  return version;
}

/** What is left empty is ours again, but for a channel, which it hides. */
function withChanges(values: Typed, changes: readonly ShownSetting[]): Typed {
  const changed = { ...values, ...Object.fromEntries(changes.map(({ name, value }) => [name, value])) };
  const isEmpty = new Set<string>(
    changes.filter(({ name, value }) => value === '' && !meansSomethingEmpty(name)).map(({ name }) => name),
  );
  return Object.fromEntries(Object.entries(changed).filter(([name]) => !isEmpty.has(name)));
}
