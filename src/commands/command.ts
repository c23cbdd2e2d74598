import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/**
 * What is printed: on standard output, or on standard error where `isOnStderr`, as the output itself stands on the other.
 * `exitCode`: 0 unless it is said.
 */
export type CommandResult = { lines: readonly string[]; isOnStderr?: boolean; exitCode?: number };

/** What an operator types, given what stands behind its name. @throws {WrongUsage} when that is not what it takes. */
export type Command = (args: readonly string[]) => Promise<CommandResult>;

/** Its message says what is wrong. */
export class WrongUsage extends Error {
  override name = 'WrongUsage';
}

/** The one word that a command takes, and its options. @throws {WrongUsage} */
export function parseOne<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  const { values, positionals } = parse(args, options);
  const [word, ...others] = positionals;
  if (word === undefined || word === '') throw new WrongUsage('Something is missing behind the command.');
  refuseWords(others);
  return { word, values };
}

/** The options of a command that takes no word. @throws {WrongUsage} */
export function parseNone<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  const { values, positionals } = parse(args, options);
  refuseWords(positionals);
  return values;
}

export function refuseWords(args: readonly string[]): void {
  if (args.length > 0) throw new WrongUsage(`This is too much: ${args.join(' ')}`);
}

function parse<T extends ParseArgsOptionsConfig>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node goes on about what one could have meant.
    const [fault = ''] = error instanceof Error ? error.message.split(/(?<=\.)\s/) : [];
    throw new WrongUsage(fault, { cause: error });
  }
}
