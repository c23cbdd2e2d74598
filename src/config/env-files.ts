import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { parseArgs, parseEnv } from 'node:util';
import { ADDRESSES, WrongSettings } from './config.ts';
import { isName, type Name, requirementOf, secrets } from './settings.ts';
import { howToEscape } from './unescaped.ts';

/**
 * What is amiss with the files that Node has read settings from, a line each. `nodeArguments`: `process.execArgv`.
 * @throws {WrongSettings} for one that Node cannot have read, and of which it said nothing.
 */
export function warningsOfEnvFiles(nodeArguments: readonly string[], env = process.env): string[] {
  return envFilesOf(nodeArguments).flatMap(path => {
    const bytes = readFileSync(path);
    refuseOtherEncoding(path, bytes);
    const text = bytes.toString('utf8');
    return [...openToAll(path, text), ...cutValues(path, text, env)];
  });
}

function envFilesOf(nodeArguments: readonly string[]): string[] {
  const options = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args: [...nodeArguments],
    options: { 'env-file': options, 'env-file-if-exists': options },
    strict: false,
  });
  const named = [values['env-file'], values['env-file-if-exists']].flat();
  return named.filter((path): path is string => typeof path === 'string' && isThere(path));
}

const isThere = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const SAVE_ANEW = 'Save it as UTF-8 without a byte order mark, for example: iconv -f';

/** Windows saves UTF-16 where one asks it for "Unicode", and PowerShell's `>` does so by itself. */
function refuseOtherEncoding(path: string, bytes: Buffer): void {
  const mark = bytes.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff' || bytes.includes(0))
    throw new WrongSettings(
      `${path} is written in UTF-16, so that none of its settings is read. ${SAVE_ANEW} ${mark === 'fffe' || mark === 'feff' ? 'UTF-16' : 'UTF-16LE'} -t UTF-8 ${path} > ${path}.new && mv ${path}.new ${path}`,
    );
  if (!isUtf8(bytes))
    throw new WrongSettings(
      `${path} is not written in UTF-8. ${SAVE_ANEW} CP949 -t UTF-8 ${path} > ${path}.new && mv ${path}.new ${path}`,
    );
  // Node takes the mark for a part of the first name.
  if (mark === 'efbb' && settingIn(bytes.toString('utf8').slice(1).split('\n')[0] ?? '') !== null)
    throw new WrongSettings(
      `${path} begins with a byte order mark, so that its first setting is not read. Save it as UTF-8 without one, for example: sed -i '1s/^\\xEF\\xBB\\xBF//' ${path}`,
    );
}

function settingIn(line: string): { name: Name; rest: string } | null {
  const [, name, rest = ''] = /^\s*(?:export\s+)?([A-Z_]+)\s*=(.*)$/.exec(line.trimEnd()) ?? [];
  return isName(name) ? { name, rest } : null;
}

function openToAll(path: string, text: string): string[] {
  const set = parseEnv(text);
  const isHeld = (value = '') => value !== '' && !value.startsWith('file:');
  const held = [...secrets].filter(name => isHeld(set[name]));
  const isOpen = process.platform !== 'win32' && (statSync(path).mode & 0o004) !== 0;
  return isOpen && held.length > 0
    ? [
        `${path} holds secrets (${held.join(', ')}), and every user of this machine can read it: chmod 600 ${path}`,
      ]
    : [];
}

/**
 * Node ends a value that stands in no quotes at its first #. One after a space begins a comment, as it was meant to.
 * @throws {WrongSettings} where an address ends within its password.
 */
function cutValues(path: string, text: string, env: NodeJS.ProcessEnv): string[] {
  const read = parseEnv(text);
  const isUsed = (name: Name) => env[name] === read[name];
  return text.split('\n').flatMap(line => {
    const setting = settingIn(line);
    const cutAt = setting === null ? null : placeOfCut(setting.rest);
    if (setting === null || cutAt === null || !isUsed(setting.name)) return [];
    const { name, rest } = setting;
    const told = `${name} in ${path} ends at its #, and what stands behind it is not read`;
    // What is left of such an address may name a part of its password as its port.
    if (ADDRESSES.has(name) && rest.slice(cutAt).includes('@'))
      throw new WrongSettings(`${told}. ${howToEscape(requirementOf(name).example)}`);
    return [`${told}: put the value in quotes, ${name}="…"`];
  });
}

function placeOfCut(rest: string): number | null {
  const at = rest.indexOf('#');
  const [before = '', after = ''] = [rest[at - 1], rest[at + 1]];
  const isComment = /\s/.test(before) || (before === '' && /^\s?$/.test(after));
  return at < 0 || isComment || /^\s*["'`]/.test(rest) ? null : at;
}
