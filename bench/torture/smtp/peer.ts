import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { freePort } from '../../../tests/support/free-port.ts';
import type { Chance } from '../chance.ts';
import { later } from '../later.ts';
import { createListener } from './listener.ts';
import { chooseMood, MOOD_LASTS, type Mood, nameOf, type Step, WELL } from './mood.ts';
import { readMail, type TakenMail } from './taken-mail.ts';

export type Peer = {
  /** For `SMTP_URL`. */
  url: string;
  /** In the order of arrival. */
  taken: readonly TakenMail[];
  /** Takes every mail from now on; who still waits for an answer is cut off. */
  mend(): Promise<void>;
  close(): Promise<void>;
};

type Parts = { chance: Chance; life: () => number; count: (fault: string) => void };
type Answer = (error?: Error | null) => void;

/** A real mail server whose mood changes. */
export async function createPeer(parts: Parts): Promise<Peer> {
  const port = await freePort();
  const taken: TakenMail[] = [];
  const ending = new AbortController();
  let mood: Mood = WELL;
  const listener = createListener(port, drop => createServer(parts, { mood: () => mood, taken, drop }));

  const turn = async (next: Mood) => {
    if (next.is === 'away' && mood.is !== 'away') {
      parts.count(nameOf(next));
      listener.goAway();
    }
    if (next.is !== 'away' && mood.is === 'away') await listener.listen();
    mood = next;
  };
  const change = async () => {
    while (!ending.signal.aborted) {
      await turn(chooseMood(parts.chance));
      const lasts = parts.chance.between(MOOD_LASTS.least, MOOD_LASTS.most);
      await wait(lasts, undefined, { signal: ending.signal }).catch(() => {});
    }
  };

  await listener.listen();
  const changing = later(change());
  const calmDown = async () => {
    ending.abort();
    await changing;
  };
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    async mend() {
      await calmDown();
      await turn(WELL);
      listener.dropAll();
    },
    close: () => calmDown().finally(listener.close),
  };
}

type Inside = { mood: () => Mood; taken: TakenMail[]; drop: (session: SMTPServerSession) => void };

/** Does at each step what its mood is. */
function createServer({ life, count }: Parts, { mood, taken, drop }: Inside): SMTPServer {
  const lives = new Map<string, number>();
  const step = (at: Step, session: SMTPServerSession, answer: Answer) => {
    const now = mood();
    if (!('at' in now) || now.at !== at) return answer();
    count(nameOf(now));
    if (now.is === 'drops') drop(session);
    if (now.is === 'refuses') answer(Object.assign(new Error('Not in the mood'), { responseCode: now.code }));
  };
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer) => {
    const mail = await readMail(stream, session);
    step('DATA', session, error => {
      if (error) return answer(error);
      const now = mood();
      const isAnswered = now.is !== 'drops after data' && now.is !== 'hangs after data';
      taken.push({ ...mail, life: lives.get(session.id) ?? 0, isAnswered });
      if (isAnswered) return answer();
      count(nameOf(now));
      if (now.is === 'drops after data') drop(session);
    });
  };
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onConnect(session, answer) {
      lives.set(session.id, life());
      step('CONNECT', session, answer);
    },
    onMailFrom: (_address, session, answer) => step('MAIL', session, answer),
    onRcptTo: (_address, session, answer) => step('RCPT', session, answer),
    // A sender that is killed in the middle has sent nothing.
    onData: (...given) => void take(...given).catch(() => {}),
  });
}
