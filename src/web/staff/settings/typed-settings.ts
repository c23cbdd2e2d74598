import { z } from 'zod';
import { DESK_SETTINGS, type DeskSetting } from '../../../config/desk-config.ts';
import { clean } from '../../../tips/text.ts';
import { change } from '../forms.ts';

const values = z
  .union([z.string().transform(value => [value]), z.array(z.string())])
  .transform(all => all.map(clean));

/** What was typed of some settings, and the version that was seen. What is not sent stays as it is. */
export type TypedSettings = { seen: number; typed: Partial<Record<DeskSetting, string>> };

export function readTyped(body: unknown): TypedSettings {
  const fields = z.record(z.string(), z.unknown()).catch({}).parse(body);
  const sent = DESK_SETTINGS.flatMap(name => {
    // Boxes of which none is ticked send nothing; what is sent beside them tells that they were there.
    const typed = values.safeParse(fields[name] ?? (`${name}_ASKED` in fields ? '' : undefined));
    return typed.success ? [[name, asOne(name, typed.data)] as const] : [];
  });
  return { seen: change.parse(fields).version, typed: Object.fromEntries(sent) };
}

/** A number alone is one of days; no time of day is none. Where no language is ticked, there is no language, and that is a fault. */
function asOne(name: DeskSetting, all: readonly string[]): string {
  if (name === 'LANGUAGES') return all.filter(Boolean).join(',') || ',';
  const value = (all.length === 1 ? (all[0] ?? '') : '').trim();
  if (name === 'DAILY_MAIL' && value === '') return 'off';
  return (name.startsWith('RETENTION_') || name === 'TALK_AFTER_CLOSING') && /^\d+$/.test(value)
    ? `${value}d`
    : value;
}
