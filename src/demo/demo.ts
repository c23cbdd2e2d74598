import { tmpdir } from 'node:os';
import { parseArgs } from 'node:util';
import { type App, createApp } from '../app.ts';
import { type Config, WrongSettings } from '../config/config.ts';
import { demoConfig, readDemoSettings } from '../config/demo-config.ts';
import { closeContext, openContext } from '../context.ts';
import { createLog } from '../log.ts';
import { reasonAtPlace } from '../process/explain/place.ts';
import { whyNotStarted } from '../process/start.ts';
import type { Viewer } from '../staff/access.ts';
import { createEntrance } from './entrance.ts';
import { fill } from './fill/fill.ts';
import { freePortFrom } from './free-port.ts';
import { guide } from './guide.ts';
import { makePlace } from './place.ts';

// What is kept is nobody else's on this machine.
process.umask(0o077);
// The terminal may be gone with it: then nobody reads what is written.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {});

const log = createLog();
const stopping = abortOnSignal();
let app: App | null = null;
let config: Config | null = null;

try {
  const { keep: isKept } = readArguments(process.argv.slice(2));
  const { port: wanted, ignored } = readDemoSettings();
  const port = await freePortFrom(wanted, '127.0.0.1');
  const folder = await makePlace({ isKept });
  config = demoConfig(folder, port);
  process.stdout.write('Making a fortnight of tips… 2주치 제보를 만드는 중이에요…\n');
  const entrance = createEntrance((await fillDesk(config)).staffId);
  app = await createApp(config, { log, around: entrance.around });
  await app.start();
  const { publicUrl: url } = config;
  const busyPort = port === wanted ? null : wanted;
  const links = { url, entrance: `${url}${entrance.path}` };
  process.stdout.write(guide({ ...links, folder, isKept, ignored, busyPort }));
} catch (error) {
  if (!stopping.aborted) {
    process.stderr.write(`${whyNot(error)}\n`);
    process.exit(1);
  }
}
if (stopping.aborted) await end();
else stopping.addEventListener('abort', () => void end());

/** A demo has no folder that can be set, but the system's own for what is temporary. */
function whyNot(error: unknown): string {
  const reason = reasonAtPlace(error, config?.dataDir ?? tmpdir());
  return reason === null
    ? whyNotStarted(error, config)
    : `The demo could not start: ${reason} To have it elsewhere: TMPDIR=/another/folder npm run demo`;
}

/** @throws {WrongSettings} */
function readArguments(args: string[]): { keep: boolean } {
  try {
    return parseArgs({ args, options: { keep: { type: 'boolean', default: false } } }).values;
  } catch {
    throw new WrongSettings('A demo takes no argument but --keep, for example: npm run demo -- --keep');
  }
}

/** @throws when the demo is ended meanwhile. */
async function fillDesk(settings: Config): Promise<Viewer> {
  const context = await openContext(settings, { clock: Date.now, log, instruments: null });
  try {
    return await fill(context, Date.now(), stopping);
  } finally {
    await closeContext(context);
  }
}

/** The first signal lets all that is in hand end in order, so that nothing is written after its folder is gone; a second does not wait. */
function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  return controller.signal;
}

async function end(): Promise<void> {
  await app?.stop().catch(error => {
    log.error({ error }, 'the demo did not end well');
    process.exitCode = 1;
  });
  process.exit();
}
