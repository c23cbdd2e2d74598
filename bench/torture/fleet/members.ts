import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDesk, type Desk } from '../desk/desk.ts';
import { type Passage, startBalancer } from './balancer.ts';

const SIZE = 3;

type Settings = Readonly<Record<string, string>>;

type Parts = {
  settings: (url: string) => Settings;
  onDeath: (output: string) => void;
  onPassed: (passage: Passage) => void;
};

/** Servers with a folder each, which share nothing but what their settings name, behind one address. */
export type Members = {
  each: readonly Desk[];
  /** All of them as one: started together, stopped together. */
  asOne: Desk;
  close(): Promise<void>;
};

export async function createMembers({ settings, onDeath, onPassed }: Parts): Promise<Members> {
  const folder = await mkdtemp(join(tmpdir(), 'jebo-three-'));
  let url = '';
  const member = async (place: number) => {
    const dataDir = join(folder, String(place));
    await mkdir(dataDir);
    return createDesk(() => ({ ...settings(url), DATA_DIR: dataDir }), onDeath);
  };
  const each = await Promise.all(Array.from({ length: SIZE }, (_, place) => member(place)));
  const balancer = await startBalancer(
    each.map(desk => Number(new URL(desk.url).port)),
    onPassed,
  );
  url = balancer.url;
  return {
    each,
    asOne: {
      url,
      now: () => each[0]?.now() ?? Date.now(),
      latest: () => each[0]?.latest() ?? Date.now(),
      async start(how) {
        const started = await Promise.all(each.map(desk => desk.start(how)));
        return started.find(({ is }) => is !== 'healthy') ?? started[0] ?? { is: 'unhealthy' };
      },
      whenUp: signal => Promise.race(each.map(desk => desk.whenUp(signal))),
      kill: async () => void (await Promise.all(each.map(desk => desk.kill()))),
      async stop() {
        const codes = await Promise.all(each.map(desk => desk.stop()));
        return codes.find(code => code !== 0) ?? 0;
      },
    },
    async close() {
      await Promise.all(each.map(desk => desk.kill()));
      await balancer.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
