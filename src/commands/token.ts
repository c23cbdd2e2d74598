import type { Config } from '../config/config.ts';
import type { Query, Write } from '../db/database.ts';
import { Refusal } from '../errors.ts';
import { exactTime } from '../i18n/dates.ts';
import { findAccount } from '../staff/accounts/accounts.ts';
import { type ApiToken, addApiToken, endApiToken, listApiTokens } from '../staff/api-tokens/api-tokens.ts';
import { type Command, parseOne, WrongUsage } from './command.ts';
import { onDesk } from './on-desk.ts';

const NAMED = { name: { type: 'string' } } as const;

/** `token add EMAIL --name NAME`. */
export const addToken: Command = async args => {
  const { word, name } = parseNamed(args);
  const now = Date.now();
  const token = await onDesk(({ database }) =>
    database.write(async trx => addApiToken(trx, { staffId: await ownerOf(trx, word), by: null, name, now })),
  );
  return {
    lines: [token, 'This is the only time that it is shown. It may what its owner may, at any time.'],
  };
};

/** `token list EMAIL`. */
export const listTokens: Command = async args => {
  const { word } = parseOne(args, {});
  const { tokens, config } = await onDesk(async ({ config, database }) => ({
    config,
    tokens: await listApiTokens(database.query, await ownerOf(database.query, word)),
  }));
  return { lines: tokens.length === 0 ? ['There is no token.'] : tokens.map(token => lineOf(token, config)) };
};

/** `token end EMAIL --name NAME`. */
export const endToken: Command = async args => {
  const { word, name } = parseNamed(args);
  const ended = await onDesk(async ({ database }) => {
    const staffId = await ownerOf(database.query, word);
    const named = (await listApiTokens(database.query, staffId)).filter(token => token.name === name);
    const now = Date.now();
    for (const { id } of named) await database.write(trx => endApiToken(trx, { staffId, by: null, id, now }));
    return named.length;
  });
  return { lines: [ended === 0 ? 'There is no token of this name.' : `Ended: ${ended}`] };
};

function parseNamed(args: readonly string[]): { word: string; name: string } {
  const { word, values } = parseOne(args, NAMED);
  const name = values.name?.trim() ?? '';
  if (name === '') throw new WrongUsage('--name is missing.');
  return { word, name };
}

/** @throws {Refusal} `not-staff` */
async function ownerOf(query: Query | Write, email: string): Promise<string> {
  const account = await findAccount(query, email);
  if (account === null || account.endedAt !== null) throw new Refusal({ code: 'not-staff', email });
  return account.id;
}

function lineOf({ name, createdAt, usedAt }: ApiToken, { newsroom }: Config): string {
  const time = (instant: number) => exactTime(instant, 'en', newsroom.timeZone);
  const used = usedAt === null ? 'not used yet' : `last used ${time(usedAt)}`;
  return `${name}: made ${time(createdAt)}, ${used}`;
}
