import data from '@mdn/browser-compat-data' with { type: 'json' };
import type { BrowserName, Identifier, SimpleSupportStatement } from '@mdn/browser-compat-data/types';

/** The oldest browsers that the desk promises: each with its version, such as `safari` and 15.6. */
export type Oldest = readonly (readonly [browser: BrowserName, version: number])[];

/** What is used though some do not know it: its name, and who does not. */
export type Gap = { name: string; lacking: readonly string[] };

/** By esbuild's names; what holds for a desk holds for a phone. */
const NAMES: Readonly<Record<string, readonly BrowserName[]>> = {
  chrome: ['chrome', 'chrome_android'],
  firefox: ['firefox', 'firefox_android'],
  safari: ['safari', 'safari_ios'],
};

/** The browsers among esbuild's targets, such as `es2022,chrome109,safari15.6`. */
export function oldestOf(targets: string): Oldest {
  return targets.split(',').flatMap(target => {
    const [, name = '', version = ''] = /^([a-z]+)([\d.]+)$/.exec(target) ?? [];
    return (NAMES[name] ?? []).map(browser => [browser, Number(version)] as const);
  });
}

/** What MDN knows of a thing, by its keys from the top; undefined where it knows of none such. */
export function featureAt(...path: readonly string[]): Identifier | undefined {
  const [room, ...keys] = path;
  const top = { css: data.css, api: data.api, javascript: data.javascript }[room ?? ''];
  return keys.reduce<Identifier | undefined>(
    (at, key) => (at !== undefined && Object.hasOwn(at, key) ? at[key] : undefined),
    top,
  );
}

/** What belongs to a thing, such as an interface's members, by name. */
export const partsOf = (feature: Identifier | undefined): (readonly [name: string, part: Identifier])[] =>
  Object.keys(feature ?? {}).flatMap(name => {
    const part = name === '__compat' ? undefined : feature?.[name];
    return part === undefined ? [] : [[name, part] as const];
  });

/** Those that do not know it, such as `safari 15.6`. None where MDN tells nothing of it. */
export function lacking(feature: Identifier | undefined, oldest: Oldest): string[] {
  const support = feature?.__compat?.support;
  if (support === undefined) return [];
  return oldest
    .filter(([browser, version]) => {
      const told = support[browser];
      return told !== undefined && ![told].flat().some(statement => isKnown(statement, version));
    })
    .map(([browser, version]) => `${browser} ${version}`);
}

/** Under its own name, and not by a flag. What only a part is told of counts: of most parts nobody makes use. */
function isKnown(statement: SimpleSupportStatement, version: number): boolean {
  const {
    version_added: added,
    version_removed: removed,
    flags,
    prefix,
    alternative_name: other,
  } = statement;
  if (typeof added !== 'string' || flags !== undefined || prefix !== undefined || other !== undefined)
    return false;
  const isThere = Number.parseFloat(added.replace('≤', '')) <= version;
  return isThere && (removed === undefined || Number.parseFloat(removed) > version);
}
