import { Decrypter } from 'age-encryption';
import { BackupFault } from './fault.ts';

/**
 * The private keys in the text of a key file, as age-keygen writes it.
 * @throws {BackupFault} when there is none, or a line is none.
 */
export function readKeyFile(text: string): string[] {
  const lines = text.split('\n').map((line, index) => ({ line: line.trim(), number: index + 1 }));
  const keys = lines.filter(({ line }) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw new BackupFault('There is no private key in the key file.');
  for (const { line, number } of keys) {
    try {
      new Decrypter().addIdentity(line);
    } catch {
      throw new BackupFault(
        `Line ${number} of the key file is no private key of age: it begins with AGE-SECRET-KEY- and must be whole.`,
      );
    }
  }
  return keys.map(({ line }) => line);
}
