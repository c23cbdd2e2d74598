import type { Config } from '../../../config/config.ts';
import type { Context } from '../../../context.ts';
import { databaseSize } from '../../../db/catalog.ts';
import { freeSpace } from '../../../disk.ts';
import { readDepth } from '../../../jobs/status.ts';
import { countPlainFiles } from '../../../tips/sealing/plain-files.ts';
import { countPlain } from '../../../tips/sealing/plain-left.ts';
import { VERSION } from '../../../version.ts';
import type { Connections } from '../connections/connections.ts';
import type { LoadShedder } from '../load-shedding.ts';
import type { Family } from './exposition.ts';
import type { Meters } from './meters.ts';

type MetricParts = Pick<Context, 'settings' | 'database' | 'clock'> & {
  /** What this process and all others on its port have counted. */
  counts: () => Promise<readonly Family[]>;
};

/** All that is told, as docs/metrics.md lists it. A database that does not answer leaves out only what it would tell. */
export async function readFamilies(parts: MetricParts): Promise<Family[]> {
  const fromDatabase = await readDatabase(parts).catch((): Family[] => []);
  const counts = await parts.counts();
  return [
    ...counts.filter(({ type }) => type !== 'gauge'),
    gauge('jebo_database_up', 'Whether the database answers.', fromDatabase.length > 0 ? 1 : 0),
    ...fromDatabase,
    ...(await readDisk(parts.settings)),
    ...counts.filter(({ type }) => type === 'gauge'),
  ];
}

/** What this process alone has counted. */
export const ownCounts = (meters: Meters, load: LoadShedder, connections: Connections): Family[] => [
  ...counted(meters),
  {
    name: 'jebo_connections_shed_total',
    type: 'counter',
    help: 'Connections, or requests behind a proxy, refused or cut since the start so that others come in.',
    samples: [{ labels: {}, value: connections.shed() }],
  },
  gauge(
    'jebo_connections',
    'Connections, or behind a proxy requests in hand, that count for the shares.',
    connections.open(),
  ),
  ...loadOf(load),
  ...ofProcess(meters),
];

const gauge = (name: string, help: string, value: number, labels = {}): Family => ({
  name,
  type: 'gauge',
  help,
  samples: [{ labels, value }],
});

function counted({ tips, refusals, uploaded, unopened, requests, writes }: Meters): Family[] {
  const since = 'since the start';
  return [
    {
      name: 'jebo_tips_total',
      type: 'counter',
      help: `Tips taken ${since}, by channel.`,
      samples: tips.samples(),
    },
    {
      name: 'jebo_refusals_total',
      type: 'counter',
      help: `Answers of 400 and above ${since}.`,
      samples: refusals.samples(),
    },
    {
      name: 'jebo_upload_bytes_total',
      type: 'counter',
      help: `Bytes of files taken ${since}.`,
      samples: uploaded.samples(),
    },
    {
      name: 'jebo_unopened_total',
      type: 'counter',
      help: `Files and texts asked for ${since} that do not open.`,
      samples: unopened.samples(),
    },
    {
      name: 'jebo_request_seconds',
      type: 'histogram',
      help: 'From a request to the end of its answer.',
      samples: requests.samples(),
    },
    {
      name: 'jebo_database_write_seconds',
      type: 'histogram',
      help: 'From asking for a write until it is durable.',
      samples: writes.samples(),
    },
  ];
}

async function readDatabase({ database, clock }: MetricParts): Promise<Family[]> {
  const [depths, bytes] = [await readDepth(database), await databaseSize(database)];
  const now = clock();
  const of = (toValue: (depth: (typeof depths)[number]) => number) =>
    depths.map(depth => ({ labels: { kind: depth.kind, state: depth.state }, value: toValue(depth) }));
  const age = of(({ since }) => Math.max(0, now - since) / 1e3);
  return [
    {
      name: 'jebo_outbox_depth',
      type: 'gauge',
      help: 'Jobs owed or set aside, by kind.',
      samples: of(({ count }) => count),
    },
    { name: 'jebo_outbox_oldest_seconds', type: 'gauge', help: 'Age of the oldest of these.', samples: age },
    {
      name: 'jebo_plain',
      type: 'gauge',
      help: 'Tips and files that stand as an older version kept them, and are to be sealed.',
      samples: [
        { labels: { kind: 'tip' }, value: await countPlain(database.query) },
        { labels: { kind: 'file' }, value: await countPlainFiles(database.query) },
      ],
    },
    gauge('jebo_database_bytes', 'Size of the database, without its log.', bytes, {
      engine: database.engine,
    }),
  ];
}

async function readDisk({ dataDir, limits }: Config): Promise<Family[]> {
  return [
    gauge('jebo_disk_free_bytes', 'Free where DATA_DIR is.', await freeSpace(dataDir)),
    gauge('jebo_disk_reserve_bytes', 'Below this much free no file is taken.', limits.diskReserve),
  ];
}

const loadOf = (load: LoadShedder): Family[] => [
  gauge('jebo_posts_waiting', 'Posts that wait for the database.', load.waiting()),
  gauge('jebo_files_on_their_way', 'Files that are being taken in.', load.transferring()),
  gauge('jebo_bodies_held_bytes', 'What people wrote, of posts in hand, in memory.', load.held()),
];

function ofProcess(meters: Meters): Family[] {
  const { rss, heapUsed } = process.memoryUsage();
  const { half, most, longest } = meters.loopDelay();
  const at = (quantile: string, value: number) => ({ labels: { quantile }, value });
  return [
    gauge('jebo_info', 'What runs, by its version.', 1, { version: VERSION }),
    gauge('jebo_memory_resident_bytes', 'Memory of the process.', rss),
    gauge('jebo_memory_heap_bytes', 'Of it, the heap in use.', heapUsed),
    {
      name: 'jebo_event_loop_delay_seconds',
      type: 'gauge',
      help: 'How late the event loop was since this was read last.',
      samples: [at('0.5', half), at('0.99', most), at('1', longest)],
    },
  ];
}
