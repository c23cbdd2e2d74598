import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { deriveSecretKeys } from '../../src/crypto/keys.ts';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { whenDone } from '../support/cleanup.ts';
import { runCli, startCli } from '../support/cli-process.ts';
import { isAll } from '../support/is-all.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import type { Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** Two kills in each. */
const ROUNDS = isAll ? 10 : 1;

async function newKey(): Promise<{ setting: string; fingerprint: string }> {
  const [path, key] = [join(await temporaryFolder(), 'secret.key'), randomBytes(32)];
  await writeFile(path, `${key.toString('base64')}\n`, { mode: 0o600 });
  return { setting: `file:${path}`, fingerprint: deriveSecretKeys(key).fingerprint };
}

async function databaseOf({ settings, dataDir }: ServerProcess): Promise<Database> {
  const database = await openDatabase(readConfig(settings).database, dataDir);
  whenDone(() => database.close());
  return database;
}

type Sent = { message: string; submission: string; number: number; receipt: string };

const post = (url: string, fields: { message: string; submission: string }) =>
  fetch(`${url}/tips`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams(fields),
  });

/** Sends tips one after the other; one that is cut off is sent again until it is answered. */
function startSending(url: string) {
  const sent: Sent[] = [];
  let isOver = false;
  const sendOne = async () => {
    const fields = { message: `제보 ${sent.length}`, submission: crypto.randomUUID() };
    for (;;) {
      const answer = await post(url, fields).catch(() => null);
      // It may be cut off in the middle of the answer too.
      const told = await answer?.json().catch(() => null);
      if (answer && told) {
        expect([200, 201]).toContain(answer.status);
        sent.push({ ...fields, ...told });
        return;
      }
      await wait(50);
    }
  };
  const sending = (async () => {
    while (!isOver) {
      await sendOne();
      await wait(20);
    }
  })();
  return {
    async end() {
      isOver = true;
      await sending;
      return sent;
    },
  };
}

/** A command that is killed after so many milliseconds, and then run to its end. */
async function killedAndRunAgain(settings: Settings, words: readonly string[], after: number) {
  const killed = startCli(settings, words);
  await Promise.race([wait(after), killed.ended]);
  await killed.kill();
  return runCli(settings, words);
}

test(
  'the key is changed again and again under load, and its steps are killed: all is known and opens',
  async () => {
    const server = await createServerProcess({ settings: { DISK_RESERVE: '0', TIP_LIMIT: '0' } });
    let key = await newKey();
    server.settings['SECRET_KEY'] = key.setting;
    await server.start();
    const database = await databaseOf(server);
    const sending = startSending(server.url);
    const begun = performance.now();
    expect((await runCli(server.settings, ['key', 'rotate', '--to', key.setting])).complained).toContain(
      'given the new key already',
    );
    const took = performance.now() - begun;

    for (let round = 0; round < ROUNDS; round++) {
      const next = await newKey();
      const after = (took * (round + 0.5)) / ROUNDS;
      const rotate = ['key', 'rotate', '--to', next.setting];
      expect(await killedAndRunAgain(server.settings, rotate, after)).toMatchObject({ code: 0 });
      if (round % 2 === 1) await server.stop();
      else {
        await server.kill();
        // A minute has passed.
        await database.query.deleteFrom('processes').execute();
      }
      server.settings['SECRET_KEY'] = next.setting;
      await server.start();
      const end = await killedAndRunAgain(server.settings, ['key', 'rotate', '--end'], after);
      expect(end, end.complained).toMatchObject({ code: 0 });
      key = next;
    }

    const sent = await sending.end();
    expect(sent.length).toBeGreaterThan(ROUNDS);
    expect(new Set(sent.map(({ number }) => number)).size).toBe(sent.length);
    const tips = await database.query.selectFrom('tips').select('number').execute();
    expect(tips).toHaveLength(sent.length);
    for (const { number, receipt, ...fields } of [...sent.slice(0, 20), ...sent.slice(-20)]) {
      const again = await post(server.url, fields);
      expect([again.status, await again.json()]).toEqual([200, { number, receipt }]);
    }
    const wraps = await database.query.selectFrom('seal_keys').select(['master', 'wrapped_by']).execute();
    expect(wraps.map(({ master }) => master).sort()).toEqual([0, 1]);
    expect(new Set(wraps.map(row => row.wrapped_by))).toEqual(new Set([key.fingerprint]));
    await server.stop();
  },
  15 * 60_000,
);

test('two processes with two keys are one desk, and the old key ends only when nobody has it', async () => {
  const [old, next] = [await newKey(), await newKey()];
  const first = await createServerProcess({ settings: { DISK_RESERVE: '0', SECRET_KEY: old.setting } });
  await first.start();
  const rotate = (settings: Settings, ...words: string[]) => runCli(settings, ['key', 'rotate', ...words]);
  const begun = await rotate(first.settings, '--to', next.setting);
  expect(begun.said).toMatch(/^The desk opens with either key now[\s\S]+SECRET_KEY name \S+secret\.key/);
  const { PORT: _, ...shared } = first.settings;
  const second = await createServerProcess({ settings: { ...shared, SECRET_KEY: next.setting } });
  await second.start();

  for (const [here, there] of [
    [first, second],
    [second, first],
  ] as const) {
    const form = await (await fetch(`${here.url}/`)).text();
    const stamp = /name="stamp" value="([^"]+)"/.exec(form)?.[1] ?? '';
    expect(stamp).not.toBe('');
    const body = new URLSearchParams({ message: '글', submission: crypto.randomUUID(), stamp });
    const send = () => fetch(`${there.url}/tips`, { method: 'POST', body, redirect: 'manual' });
    // Nobody fills in a form within a second.
    await expect.poll(async () => (await send()).status).toBe(303);
    const cookie = (await send()).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const shown = await (await fetch(`${here.url}/sent`, { headers: { cookie } })).text();
    expect(shown).toMatch(/[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}/);
  }

  expect((await rotate(first.settings, '--end')).complained).toContain('given the old key');
  const refused = await rotate(second.settings, '--end');
  expect(refused).toMatchObject({ code: 1, said: '' });
  expect(refused.complained).toContain('started with another key, and may be at work: 1.');
  await first.stop();
  const ended = await rotate(second.settings, '--end');
  expect(ended, ended.complained).toMatchObject({ code: 0 });
  expect(ended.said).toMatch(
    /^Only the new key opens the desk now\.\nThe old one still opens what was copied/,
  );
  await expect(first.start()).rejects.toThrow('opens with another SECRET_KEY');
  expect((await rotate(second.settings, '--end')).said).toBe('Only this key opens the desk, as before.\n');
  await second.stop();
});

test('the desk’s own key file is replaced by a rename, and one that is left over is told of', async () => {
  const server = await createServerProcess({
    settings: { DISK_RESERVE: '0', SECRET_KEY: '', DATABASE_URL: '' },
  });
  await server.start();
  const next = await newKey();
  expect(await runCli(server.settings, ['key', 'rotate', '--to', next.setting])).toMatchObject({ code: 0 });
  await server.stop();
  const settings = { ...server.settings, SECRET_KEY: next.setting };
  const ended = await runCli(settings, ['key', 'rotate', '--end']);
  expect(ended.said).toContain(`${join(server.dataDir, 'secret.key')} is not read any more`);
  server.settings['SECRET_KEY'] = next.setting;
  await server.start();
  expect(server.output()).toContain('lies beside the data still, and no start reads it');
  await server.stop();
});

test.each([
  [['--to', 'file:/no/such.key'], '--to names a file that is not there; it must be file:'],
  [['--to', randomBytes(32).toString('base64')], '--to names no whole path'],
  [[], '--to names no whole path'],
  [['--to', 'file:/etc/hosts', '--end'], '--to and --end are two steps'],
  [['now'], 'This is too much: now'],
])('what is typed wrong is told before anything is done: %j', async (words, fault) => {
  const settings = { DATA_DIR: await temporaryFolder() };
  const { code, said, complained } = await runCli(settings, ['key', 'rotate', ...words]);
  expect({ code, said }).toEqual({ code: 1, said: '' });
  expect(complained.split('\n')[0]).toContain(fault);
});
