import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/db/open.ts';
import type { KeptFile } from '../../src/tips/tip.ts';
import { whenDone } from '../support/cleanup.ts';
import { freePort } from '../support/free-port.ts';
import { compiled } from '../support/server-process.ts';
import type { Settings } from '../support/settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { toldFiles } from '../support/told-files.ts';

/** What a real desk beside it would have. */
const ELSEWHERE: Settings = {
  SMTP_URL: 'smtp://127.0.0.1:9',
  DATABASE_URL: 'postgres://127.0.0.1:9/desk',
  FILES_URL: 's3://bucket?region=kr-1',
  DATA_DIR: '/nowhere',
  HOST: '0.0.0.0',
};

/** `npm run demo` as compiled, with a folder of its own for temporary files. */
async function startDemo(settings: Settings = {}, args: readonly string[] = []) {
  const { entry, env } = compiled('demo/demo.js');
  const temporary = await temporaryFolder();
  const PORT = String(await freePort());
  const child = spawn(process.execPath, [entry, ...args], {
    env: { ...env, TMPDIR: temporary, PORT, ...settings },
    stdio: 'pipe',
  });
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', text => (said += text));
  const closed = once(child, 'close');
  whenDone(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  return {
    said: () => said,
    /** Until it has said this. */
    until: (words: string) => expect.poll(() => said, { timeout: 4 * 60_000, interval: 50 }).toContain(words),
    async end(signal: NodeJS.Signals): Promise<number | null> {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
    /** The folders that it has made. */
    folders: async () => (await readdir(temporary)).map(name => join(temporary, name)),
  };
}

async function signIn(said: string) {
  const link = /http:\S+\/demo\/\S+/.exec(said)?.[0] ?? '';
  const { origin } = new URL(link);
  const pressed = await fetch(link, { redirect: 'manual' });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/admin']);
  const cookie = pressed.headers.get('set-cookie')?.split(';')[0] ?? '';
  const page = async (path: string) => {
    const answer = await fetch(origin + path, { headers: { cookie } });
    return { status: answer.status, text: await answer.text() };
  };
  return { origin, page };
}

/** What stands in its database, asked beside it. */
function look(folder: string, question: string): unknown[] {
  using database = new DatabaseSync(join(folder, 'jebo.db'), { readOnly: true, timeout: 10_000 });
  return database
    .prepare(question)
    .all()
    .flatMap(row => Object.values(row));
}

async function filesIn(folder: string): Promise<KeptFile[]> {
  const config = readConfig({ DATA_DIR: folder });
  const database = await openDatabase(config.database, folder);
  try {
    return await toldFiles({ config, database });
  } finally {
    await database.close();
  }
}

test('a demo fills a desk of its own, signs in by one press, and leaves nothing behind', async () => {
  const squatter = createServer().listen(await freePort(), '127.0.0.1');
  await once(squatter, 'listening');
  whenDone(() => void squatter.close());
  const address = squatter.address();
  const busy = typeof address === 'object' ? address?.port : 0;

  const demo = await startDemo({ ...ELSEWHERE, PORT: String(busy) });
  await demo.until('Ctrl+C');
  expect(demo.said()).toContain(`Port ${busy} is taken`);
  for (const name of Object.keys(ELSEWHERE)) expect(demo.said()).toMatch(new RegExp(`Left aside.*${name}`));

  const { origin, page } = await signIn(demo.said());
  const list = await page('/admin');
  expect(list.status).toBe(200);
  expect(list.text).toContain('/admin/tips/300');
  expect((await page('/demo/another')).status).toBe(404);
  expect((await fetch(`${origin}/`)).status).toBe(200);
  const others = Object.values(networkInterfaces())
    .flat()
    .filter(one => one?.internal === false && one.family === 'IPv4');
  for (const other of others)
    await expect(fetch(`http://${other?.address}:${new URL(origin).port}/`)).rejects.toThrow();

  const [folder = ''] = await demo.folders();
  // Two of them were written down by staff.
  expect(look(folder, 'select count(*) from tips')).toEqual([302]);
  expect(look(folder, 'select distinct lang from tips order by 1')).toEqual(['en', 'ko']);
  expect(look(folder, 'select distinct state from tips order by 1')).toEqual(['closed', 'new', 'open']);
  expect((await filesIn(folder)).map(({ claimedType }) => claimedType)).toEqual(
    expect.arrayContaining(['application/pdf', 'image/jpeg', 'image/png', 'video/mp4']),
  );
  const [oldest] = look(folder, 'select min(received_at) from tips');
  expect(Date.now() - Number(oldest)).toBeGreaterThan(12 * 24 * 60 * 60_000);
  expect(look(folder, "select count(distinct staff_id) from events where kind = 'noted'")).toEqual([4]);
  // A reader who is waited for, one who has answered, and one who was never answered.
  expect(look(folder, "select way from messages where direction = 'out' order by at")).toEqual([
    'receipt',
    'email',
  ]);
  // And one of whom staff wrote down a second call.
  expect(look(folder, "select count(*) from events where kind = 'reader wrote'")).toEqual([3]);
  // Mails go into the folder and nowhere else.
  await expect.poll(() => readdir(join(folder, 'mail')).then(mails => mails.length)).toBeGreaterThan(0);

  expect(await demo.end('SIGTERM')).toBe(0);
  expect(await demo.folders()).toEqual([]);
});

test('files of the demo are looked at: a place in a photo, a film’s length, and one that only says it is a photo', async () => {
  const demo = await startDemo();
  await demo.until('Ctrl+C');
  const [folder = ''] = await demo.folders();
  const found = async (type: RegExp) =>
    (await filesIn(folder)).flatMap(({ inspection: it }) =>
      it.is === 'done' && !it.broken && it.type !== null && type.test(it.type) ? [it.details] : [],
    );
  const looking = { timeout: 4 * 60_000, interval: 1_000 };
  const latitudes = async () =>
    (await found(/^image\/jpeg$/)).flatMap(({ place }) => (place ? [place.latitude.toFixed(1)] : []));
  await expect.poll(latitudes, looking).toContain('32.5');
  await expect
    .poll(() => found(/^video\/mp4$/), looking)
    .toContainEqual(expect.objectContaining({ width: 480 }));
  await expect.poll(() => found(/^application\/x-ms/), looking).not.toEqual([]);
  expect(await demo.end('SIGINT')).toBe(0);
  expect(await demo.folders()).toEqual([]);
});

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'a demo that is ended by %s while it is filled leaves nothing',
  async signal => {
    const demo = await startDemo();
    await demo.until('Making');
    expect(await demo.folders()).toHaveLength(1);
    expect(await demo.end(signal)).toBe(0);
    expect(await demo.folders()).toEqual([]);
  },
);

test('a demo that is told to keep leaves its folder', async () => {
  const demo = await startDemo({}, ['--keep']);
  await demo.until('Making');
  await demo.end('SIGTERM');
  expect(await demo.folders()).toHaveLength(1);
});

test('a wrong port, argument or temporary folder is refused in words', async () => {
  const wrong = await startDemo({ PORT: 'many' });
  await wrong.until('PORT is "many" and must be a whole number');
  const unknown = await startDemo({}, ['--forever']);
  await unknown.until('A demo takes no argument but --keep');
  expect(await unknown.folders()).toEqual([]);
  const homeless = await startDemo({ TMPDIR: '/dev/null/nowhere' });
  await homeless.until(
    'The demo could not start: /dev/null is no folder, where one is needed. To have it elsewhere: TMPDIR=',
  );
});
