import { parseArgs } from 'node:util';
import { WrongSettings } from './config.ts';

/** `npm start -- --workers 4`: the one setting that may be given as an argument. @throws {WrongSettings} for any other. */
export function readArguments(args: readonly string[]): { WORKERS?: string } {
  try {
    const { workers } = parseArgs({ args: [...args], options: { workers: { type: 'string' } } }).values;
    return workers === undefined ? {} : { WORKERS: workers };
  } catch {
    throw new WrongSettings('A start takes no argument but this one, for example: npm start -- --workers 4');
  }
}
