import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** What is printed; `aside`: where standard output holds something else. */
export type Told = { lines: readonly string[]; aside?: boolean };

/** What a keeper types, given what stands behind its name. @throws {WrongUsage} when that is not what it takes. */
export type Command = (args: readonly string[]) => Promise<Told>;

export class WrongUsage extends Error {
  override name = 'WrongUsage';
}

/** The one word that a command takes, and its options. @throws {WrongUsage} */
export function parseOne<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  const { values, positionals } = parse(args, options);
  const [word, ...others] = positionals;
  if (word === undefined || word === '' || others.length > 0) throw new WrongUsage();
  return { word, values };
}

export function refuseWords(args: readonly string[]): void {
  if (args.length > 0) throw new WrongUsage();
}

function parse<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new WrongUsage('', { cause: error });
  }
}
