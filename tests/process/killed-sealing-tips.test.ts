import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readConfig } from '../../src/config/config.ts';
import { closeContext, openContext } from '../../src/context.ts';
import { openFiles } from '../../src/files/open-files.ts';
import { createLog } from '../../src/log.ts';
import { toViewer } from '../../src/staff/access.ts';
import { addStaff } from '../../src/staff/accounts/accounts.ts';
import { forgetTip } from '../../src/tips/end/forget.ts';
import { loadPublication } from '../../src/tips/read/load-reasons.ts';
import { readTip } from '../../src/tips/read/read-tip.ts';
import { countPlain } from '../../src/tips/sealing/plain-left.ts';
import { releaseHold } from '../../src/tips/work/hold.ts';
import { addNote } from '../../src/tips/work/notes/note.ts';
import { takeStep } from '../../src/tips/work/state.ts';
import { whenDone } from '../support/cleanup.ts';
import { runCli } from '../support/cli-process.ts';
import { MINUTE } from '../support/clock.ts';
import { isAll } from '../support/is-all.ts';
import { createServerProcess, type ServerProcess } from '../support/server-process.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { marksInPlain, type OlderWorld, receiveOlder } from '../tips/sealing/older-tips.ts';
import { toTips } from '../tips/tip-world.ts';

const TIPS = isAll ? 1_000 : 200;
const KILLS = isAll ? 20 : 4;
/** More than a server seals between its start and its end. */
const MORE = 80;

/** The desk as another process beside the server has it. */
async function deskBeside({ settings }: ServerProcess): Promise<OlderWorld> {
  const log = createLog(() => {});
  const desk = await openContext(readConfig(settings), { clock: Date.now, log, instruments: null });
  whenDone(() => closeContext(desk));
  const account = await desk.database.write(trx =>
    addStaff(trx, { email: 'editor@newsroom.example', passwordHash: null, now: Date.now() }),
  );
  const store = await openFiles(desk.settings, desk);
  whenDone(() => store.close());
  return { desk, viewer: toViewer({ ...account, role: 'admin', topics: [] }), ...toTips(desk, store) };
}

type Acted = {
  noted: Map<number, string>;
  closed: Map<number, string>;
  forgotten: Set<number>;
  posted: number[];
};

/** What people do meanwhile, again and again until it is over: each to another tip. */
function startActing({ desk, viewer }: OlderWorld, url: string) {
  const acted: Acted = { noted: new Map(), closed: new Map(), forgotten: new Set(), posted: [] };
  let isOver = false;
  async function act(tip: number) {
    if (tip % 3 === 0) {
      await addNote(desk, viewer, { number: tip, body: `메모 ${tip}` });
      acted.noted.set(tip, `메모 ${tip}`);
    } else if (tip % 3 === 1) {
      const article = `https://news.example/${tip}`;
      await takeStep(
        desk,
        viewer,
        'closure',
        { number: tip, version: 1 },
        { closing: { outcome: 'used', article } },
      );
      acted.closed.set(tip, article);
    } else {
      await releaseHold(desk, viewer, { number: tip, version: 1 });
      await forgetTip(desk, viewer, { number: tip, version: 2 });
      acted.forgotten.add(tip);
    }
  }
  async function post() {
    const body = new URLSearchParams({
      message: `새 제보 ${acted.posted.length}`,
      submission: crypto.randomUUID(),
    });
    const answer = await fetch(`${url}/tips`, {
      method: 'POST',
      body,
      headers: { Accept: 'application/json' },
    });
    if (answer.status === 201) acted.posted.push((await answer.json()).number);
  }
  const acting = (async () => {
    // From the middle on, where the server comes later, and from the end back, where it comes last.
    for (let step = 0; step < TIPS / 4 && !isOver; step++) {
      for (const tip of [1 + step, TIPS - step]) await act(tip);
      // While the server is away nobody answers.
      await post().catch(() => wait(20));
    }
  })();
  return {
    acted,
    async end() {
      isOver = true;
      await acting;
      return acted;
    },
  };
}

/** While it goes on; its next start has the new key. */
async function rotateKey({ settings }: ServerProcess): Promise<void> {
  const key = join(await temporaryFolder(), 'secret.key');
  await writeFile(key, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600 });
  expect(await runCli(settings, ['key', 'rotate', '--to', `file:${key}`])).toMatchObject({ code: 0 });
  settings['SECRET_KEY'] = `file:${key}`;
}

async function expectAllThere({ desk, viewer }: OlderWorld, older: readonly number[], acted: Acted) {
  for (const number of older) {
    const { tip, contacts, notes } = await readTip(desk, viewer, number, { contacts: 'shown' });
    if (acted.forgotten.has(number)) {
      expect(tip.kept).toBe(false);
      continue;
    }
    expect(tip).toMatchObject({
      message: 'unforgettable messages.body',
      place: 'unforgettable tips.place',
    });
    expect(contacts.shown?.list).toMatchObject([{ typed: 'unforgettable contacts.typed' }]);
    const note = acted.noted.get(number);
    expect(notes.map(({ body }) => body)).toEqual([
      'unforgettable notes.body',
      ...(note === undefined ? [] : [note]),
    ]);
    const article = acted.closed.get(number) ?? 'unforgettable closures.article';
    expect(await loadPublication(desk, number)).toEqual({ article });
  }
}

test(
  'killed while it seals older tips and its key changes, a desk loses nothing, and nothing stays plain',
  async () => {
    const server = await createServerProcess({ settings: { DISK_RESERVE: '0' } });
    await server.start();
    await server.stop();
    const world = await deskBeside(server);
    const { query } = world.desk.database;
    const older: number[] = [];
    const receive = async (count: number) => {
      for (let tip = 0; tip < count; tip++) older.push((await receiveOlder(world)).number);
    };
    await receive(TIPS);
    expect(await countPlain(query)).toBe(TIPS);

    const people = startActing(world, server.url);
    let ahead = 0;
    const start = async () => {
      // The turn of the one that was killed is over.
      ahead += MINUTE;
      await server.start({ ahead });
    };
    for (let kill = 0; kill < KILLS; kill++) {
      if ((await countPlain(query)) < MORE) await receive(MORE);
      const before = await countPlain(query);
      await start();
      await expect.poll(() => countPlain(query), { interval: 5 }).toBeLessThan(before);
      if (kill === 1) await rotateKey(server);
      await server.kill();
    }
    await start();
    if ((await countPlain(query)) > 0) expect(server.output()).toMatch(/^Note {3}\d+ tips?\b.* in plain/m);
    await expect.poll(() => countPlain(query), { interval: 100 }).toBe(0);
    const acted = await people.end();
    await server.stop();
    await start();
    expect(server.output()).toMatch(/^Note {3}all tips are sealed, but older pages .* seal finish tells/m);
    await server.stop();

    expect([acted.noted.size, acted.closed.size, acted.forgotten.size].every(count => count > 0)).toBe(true);
    expect(await marksInPlain(world)).toEqual([]);
    await expectAllThere(world, older, acted);
    for (const [at, number] of acted.posted.entries())
      expect((await readTip(world.desk, world.viewer, number)).tip).toMatchObject({
        message: `새 제보 ${at}`,
      });
  },
  20 * MINUTE,
);
