import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { runCli } from '../support/cli-process.ts';
import type { Settings } from '../support/settings.ts';
import { eraseOwed } from '../tips/end/erase-owed.ts';
import { createTipWorld, type TipWorld } from '../tips/tip-world.ts';
import { privateKey, publicKey } from './backup-world.ts';

const settingsOf = ({ folder, place }: TipWorld): Settings => ({
  DATA_DIR: folder,
  DISK_RESERVE: '0',
  DATABASE_URL: place.database.engine === 'postgres' ? place.database.url : '',
  SECRET_KEY: place.secretKey?.key.toString('base64') ?? '',
});

test('the proofs are listed for people and for machines, and a backup is held against them', async () => {
  const world = await createTipWorld({ FILES_URL: '' });
  const { desk, viewer, folder, clock } = world;
  const settings = settingsOf(world);
  expect((await runCli(settings, ['forgotten'])).said).toBe('No tip is forgotten.\n');
  const first = await world.submit({ message: '비밀' });
  const second = await world.submit({ message: '글' });
  const [file, key, proofs] = ['desk.age', 'key.txt', 'forgotten.jsonl'].map(name => join(folder, name));
  await writeFile(key ?? '', `${privateKey}\n`);
  expect(await runCli(settings, ['backup', file ?? '', '--to', publicKey])).toMatchObject({ code: 0 });
  const at = new Date(clock()).toISOString();
  await forgetTip(desk, viewer, { number: first.number, version: 1 });
  await eraseOwed(world);
  await forgetTip(desk, viewer, { number: second.number, version: 1 });

  const { said } = await runCli(settings, ['forgotten']);
  const lines = said.trimEnd().split('\n');
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(
    new RegExp(
      `^${first.number}  forgotten ${at} by editor@newsroom.example  destroyed: .*messages 1.*  proved 2026-`,
    ),
  );
  expect(lines[1]).toContain('something is still owed');

  const json = await runCli(settings, ['forgotten', '--json']);
  await writeFile(proofs ?? '', json.stdout);
  const [row] = json.said.split('\n').map(line => (line === '' ? null : JSON.parse(line)));
  expect(row).toMatchObject({ number: first.number, forgotten_at: at, rule: null, files: [] });
  const verified = await runCli(settings, [
    'verify',
    file ?? '',
    '--key',
    key ?? '',
    '--forgotten',
    proofs ?? '',
  ]);
  expect(verified.said).toContain('Tips that were forgotten and are in it still: 2.');
  expect(verified.said).toContain(`  ${first.number}  exactly what was destroyed`);

  expect(await runCli(settings, ['forgotten', 'x'])).toMatchObject({ code: 1 });
  const unknown = ['verify', file ?? '', '--key', key ?? '', '--forgotten', join(folder, 'none')];
  expect((await runCli(settings, unknown)).complained).toContain('none cannot be read');
});
