import { setTimeout as wait } from 'node:timers/promises';
import { dirtyMemoryOf } from '../../proc.ts';
import { whenAndWhere } from '../../report/machine.ts';
import { type Running, startDesk } from '../../servers.ts';
import { postgresStore } from '../stores/postgres.ts';
import { type Answer, ask } from './ask.ts';
import { guess } from './guess.ts';
import { compareKinds } from './kinds.ts';

/** `npm run torture:codes`: wrong codes without end, and right ones from the same address beside them. */

const WRONG = Number(process.argv[2] ?? 100_000);
const GUESSERS = 16;
const ALONE = 500;
/** Of which the right ones come, too. */
const ADDRESS = '203.0.113.7';

const at = (times: readonly number[], share: number) =>
  `${(times.toSorted((a, b) => a - b)[Math.floor(times.length * share)] ?? 0).toFixed(1)} ms`;
const timesOf = (answers: readonly Answer[]) => answers.map(({ took }) => took);
const spread = (answers: readonly Answer[]) => `${at(timesOf(answers), 0.5)}; ${at(timesOf(answers), 0.95)}`;
const counts = (answers: readonly Answer[]) =>
  [...Map.groupBy(answers, ({ status }) => status)]
    .map(([status, all]) => `${all.length} × ${status}`)
    .join(', ');

async function sendTip(origin: string): Promise<string> {
  const body = new URLSearchParams({ message: '역 앞에서 불이 났어요' });
  const answer = await fetch(`${origin}/tips`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body,
  });
  const { receipt }: { receipt: string } = await answer.json();
  return receipt;
}

async function guessAt({ origin }: Running, right: string) {
  const [wrong, beside]: [Answer[], Answer[]] = [[], []];
  const begun = performance.now();
  let sent = 0;
  const guessing = Array.from({ length: GUESSERS }, async () => {
    while (sent++ < WRONG) wrong.push(await ask(origin, ADDRESS, guess()));
  });
  let isOver = false;
  const opening = (async () => {
    for (; !isOver; await wait(50)) beside.push(await ask(origin, ADDRESS, right));
  })();
  await Promise.all(guessing);
  const seconds = (performance.now() - begun) / 1_000;
  isOver = true;
  await opening;
  return { wrong, beside, perSecond: Math.round(WRONG / seconds) };
}

async function oneByOne({ origin }: Running, code: string) {
  const answers: Answer[] = [];
  for (let time = 0; time < ALONE; time++) answers.push(await ask(origin, ADDRESS, code));
  return answers;
}

/** Tells whether each right one opened. */
async function attack(engine: string, settings: Readonly<Record<string, string>>): Promise<boolean> {
  const desk = await startDesk({ settings: { TRUST_PROXY: '1', ...settings } });
  try {
    const right = await sendTip(desk.origin);
    const alone = await oneByOne(desk, right);
    const before = await dirtyMemoryOf(desk.pid);
    const { wrong, beside, perSecond } = await guessAt(desk, right);
    const memory = [before, await dirtyMemoryOf(desk.pid)].map(Math.round).join(' → ');
    const after = await oneByOne(desk, right);
    const said = [
      `${engine}: ${perSecond} a second from ${GUESSERS} at once; memory ${memory} MB (median; 95 of 100)`,
      `wrong: ${counts(wrong)}: ${spread(wrong)}`,
      `right beside them: ${counts(beside)}: ${spread(beside)}`,
      `right alone, before: ${counts(alone)}: ${spread(alone)}; after: ${counts(after)}: ${spread(after)}`,
      ...(await compareKinds(desk.origin, right)),
    ];
    process.stdout.write(`${said.join('\n')}\n\n`);
    return [...alone, ...beside, ...after].every(({ status }) => status === 303);
  } finally {
    await desk.stop();
  }
}

process.stdout.write(`${whenAndWhere()}\n\n`);
const store = await postgresStore();
try {
  const key = { SECRET_KEY: Buffer.alloc(32, 'codes').toString('base64') };
  const all = [await attack('SQLite', {}), await attack('PostgreSQL', { ...store.settings, ...key })];
  process.exitCode = all.every(Boolean) ? 0 : 1;
} finally {
  await store.close(null);
}
