import { BackupFault } from '../backup/fault.ts';
import { MINIMUM_PASSWORD_LENGTH } from '../settings.ts';
import type { StandardInput } from './standard-input.ts';

/** A passphrase that was not there before: on a terminal it is typed twice. */
export async function askNewPassphrase(input: StandardInput): Promise<string> {
  const passphrase = await askPassphrase(input);
  if (passphrase.length < MINIMUM_PASSWORD_LENGTH)
    throw new BackupFault(
      `The passphrase must be at least ${MINIMUM_PASSWORD_LENGTH} letters long; a few words are best.`,
    );
  if (input.isTerminal && (await input.ask('Once more: ')) !== passphrase)
    throw new BackupFault('The two were not the same.');
  return passphrase;
}

/** Asked on the terminal; where there is none, the first line of standard input. */
export const askPassphrase = (input: StandardInput): Promise<string> =>
  input.isTerminal ? input.ask('Passphrase: ') : input.line();
