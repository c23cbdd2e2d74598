import { setTimeout as wait } from 'node:timers/promises';
import { account, type Running, startDesk } from '../../servers.ts';
import { startTrickle } from './trickle.ts';

/** `npm run torture:crowd`: whoever takes all that they can, and readers and staff who come meanwhile. */

const READERS = 200;
/** Who has just come may be silent for so long before they count as slow, in milliseconds. */
const GRACE = 12_000;

const attacker = () => '203.0.113.7';
/** As many addresses as it takes, each in a network of its own. */
const manyNetworks = (index: number) => `100.${64 + (index % 64)}.${Math.floor(index / 64) % 256}.1`;
const reader = (index: number) => `198.51.${index % 256}.7`;

type Result = { what: string; came: number; of: number; slowest: number };

async function readAll({ origin }: Running): Promise<Omit<Result, 'what'>> {
  let came = 0;
  let slowest = 0;
  for (let index = 0; index < READERS; index++) {
    const begun = performance.now();
    const answer = await fetch(`${origin}/tips`, {
      method: 'POST',
      headers: { 'X-Forwarded-For': reader(index), Accept: 'application/json', Connection: 'close' },
      body: new URLSearchParams({ message: `글 ${index}` }),
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => {});
    if (answer?.status === 201) came += 1;
    slowest = Math.max(slowest, performance.now() - begun);
  }
  return { came, of: READERS, slowest };
}

/** Readers while so many hold on to all that they were given. */
async function whileHeld(
  what: string,
  settings: Record<string, string>,
  count: number,
  from: (index: number) => string = attacker,
) {
  const desk = await startDesk({ settings: { TIP_LIMIT: '0', ...settings } });
  const trickle = await startTrickle(Number(new URL(desk.origin).port), count, from);
  try {
    await wait(GRACE);
    const held = trickle.open();
    return { what: `${what}: ${held} of ${count} held`, ...(await readAll(desk)) };
  } finally {
    trickle.stop();
    await desk.stop();
  }
}

async function signIn(
  { origin }: Running,
  from: string,
  password: string,
  cookie = '',
  email = account.email,
) {
  const begun = performance.now();
  const answer = await fetch(`${origin}/admin/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'X-Forwarded-For': from, Cookie: cookie },
    body: new URLSearchParams({ email, password }),
  });
  await answer.arrayBuffer();
  return {
    isIn: answer.status === 303,
    took: performance.now() - begun,
    cookies: answer.headers.getSetCookie(),
  };
}

/** One who is known, ten times over, while 150 networks guess again and again. */
async function whileGuessed(): Promise<Result> {
  const desk = await startDesk({ settings: { TRUST_PROXY: '1' } });
  const { cookies } = await signIn(desk, '198.51.100.1', account.password);
  const browser = cookies.find(cookie => cookie.includes('browser='))?.split(';')[0] ?? '';
  const over = new AbortController();
  const guessing = Array.from({ length: 150 }, async (_, index) => {
    for (let time = 0; !over.signal.aborted; time++)
      await signIn(desk, manyNetworks(index + time * 150), 'wrong', '', `${time}.${index}@example.kr`);
  });
  await wait(2_000);
  const tries: Awaited<ReturnType<typeof signIn>>[] = [];
  for (let time = 0; time < 10; time++)
    tries.push(await signIn(desk, `192.0.${time}.1`, account.password, browser));
  over.abort();
  await Promise.all(guessing);
  await desk.stop();
  const slowest = Math.max(...tries.map(({ took }) => took));
  return {
    what: 'sign-ins of a known browser',
    came: tries.filter(({ isIn }) => isIn).length,
    of: 10,
    slowest,
  };
}

const attacks = [
  () => whileGuessed(),
  () => whileHeld('one address, behind a proxy', { TRUST_PROXY: '1' }, 9_000),
  () => whileHeld('many networks, behind a proxy', { TRUST_PROXY: '1' }, 10_050, manyNetworks),
  () => whileHeld('loopback, no proxy', {}, 12_000),
];
let isWell = true;
for (const attack of attacks) {
  const { what, came, of, slowest } = await attack();
  process.stdout.write(`${what}: ${came} of ${of} came in, the slowest in ${Math.round(slowest)} ms\n`);
  isWell &&= came === of;
}
process.exit(isWell ? 0 : 1);
