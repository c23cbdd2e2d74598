import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import type { Typed } from '../../src/config/desk-config.ts';
import type { Database } from '../../src/db/database.ts';
import { SETTINGS, setFact } from '../../src/db/desk-facts.ts';
import { createLog } from '../../src/log.ts';
import { keepSettings, readKeptSettings } from '../../src/settings/kept-settings.ts';
import { openLiveSettings } from '../../src/settings/live-settings.ts';
import { whenDone } from '../support/cleanup.ts';
import { freshDatabase } from '../support/databases.ts';

const log = createLog(() => {});

async function openOn(database: Database, env: Record<string, string> = {}, every?: number) {
  const parts = { database, log, ...(every !== undefined && { every }) };
  const live = await openLiveSettings(readConfig(env), parts);
  whenDone(() => live.close());
  return live;
}

async function choose(database: Database, values: Typed): Promise<void> {
  const seen = await readKeptSettings(database.query);
  expect(await database.write(trx => keepSettings(trx, seen, values))).toBe(seen.version + 1);
}

test('what admins chose is read at the start, and the environment wins', async () => {
  const database = await freshDatabase();
  await choose(database, { NEWSROOM_NAME: 'Chosen', CHANNEL_PHONE: '' });
  expect((await openOn(database)).settings).toMatchObject({
    newsroom: { name: 'Chosen', timeZone: 'Asia/Seoul' },
    contacts: { phone: null, mail: 'social@ytn.co.kr' },
  });
  const fixed = await openOn(database, { NEWSROOM_NAME: 'Fixed', CHANNEL_PHONE: '1588-0000' });
  expect(fixed.settings).toMatchObject({ newsroom: { name: 'Fixed' }, contacts: { phone: '1588-0000' } });
});

test('a channel that the environment leaves empty stays hidden, whatever was chosen', async () => {
  const database = await freshDatabase();
  await choose(database, { CHANNEL_PHONE: '02-000-0000', NEWSROOM_NAME: 'Chosen' });
  const { settings } = await openOn(database, { CHANNEL_PHONE: '', NEWSROOM_NAME: '' });
  expect(settings).toMatchObject({ contacts: { phone: null }, newsroom: { name: 'Chosen' } });
});

test('a change shows in the very object that everybody has, and is told once', async () => {
  const database = await freshDatabase();
  const live = await openOn(database);
  const names: string[] = [];
  live.onChange(() => void names.push(live.settings.newsroom.name));
  const { settings } = live;
  await choose(database, { NEWSROOM_NAME: 'Another', RETENTION_OPEN: '5d' });
  await Promise.all([live.publish(), live.reload()]);
  expect(settings.newsroom.name).toBe('Another');
  expect(settings.retention.notice).toBe(settings.retention.open);
  expect(names).toEqual(['Another']);
});

test('a change of which no word came is found by itself', async () => {
  const database = await freshDatabase();
  const live = await openOn(database, {}, 20);
  await choose(database, { NEWSROOM_NAME: 'Unheard' });
  await expect.poll(() => live.settings.newsroom.name).toBe('Unheard');
});

test('what could not be made anew from a change is made at the next look', async () => {
  const database = await freshDatabase();
  const live = await openOn(database, {}, 20);
  const made: string[] = [];
  let isFull = true;
  live.onChange(() => {
    if (isFull) throw new Error('no room');
    made.push(live.settings.newsroom.name);
  });
  await choose(database, { NEWSROOM_NAME: 'Another' });
  await expect(live.reload()).rejects.toThrow('no room');
  isFull = false;
  await expect.poll(() => made).toEqual(['Another']);
});

test('names and values of a newer version count as not set, and are handed on', async () => {
  const database = await freshDatabase();
  const newer = { SKY_COLOUR: 'blue', LANGUAGES: 'ko,eo', NEWSROOM_NAME: 'Known', PORT: '1' };
  await choose(database, newer);
  const { settings, kept } = await openOn(database);
  expect(settings).toMatchObject({
    newsroom: { name: 'Known' },
    reader: { langs: ['ko', 'en'] },
    port: 3000,
  });
  expect(kept().values).toEqual(newer);
});

test.each(['', 'no JSON', '{"version":"two"}', '[]'])(
  'settings kept as %j keep no desk from starting',
  async form => {
    const database = await freshDatabase();
    await setFact(database, SETTINGS, form);
    expect((await openOn(database)).settings.newsroom.name).toBe('YTN');
  },
);

test('of two who change what both have seen, the second changes nothing', async () => {
  const database = await freshDatabase();
  const seen = await readKeptSettings(database.query);
  const change = (name: string) => database.write(trx => keepSettings(trx, seen, { NEWSROOM_NAME: name }));
  const versions = await Promise.all([change('One'), change('Other')]);
  expect(versions.toSorted()).toEqual([1, null]);
  const stale = await database.write(trx => keepSettings(trx, seen, { NEWSROOM_NAME: 'Late' }));
  expect([stale, (await readKeptSettings(database.query)).version]).toEqual([null, 1]);
});
