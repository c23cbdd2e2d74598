import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { freePort } from '../../../tests/support/free-port.ts';
import { later } from '../later.ts';
import type { Random } from '../random.ts';
import { BEHAVIOUR_LASTS, type Behaviour, chooseBehaviour, NORMAL, nameOf, type Step } from './behaviour.ts';
import { createListener } from './listener.ts';
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

type Parts = { random: Random; run: () => number; count: (fault: string) => void };
type Answer = (error?: Error | null) => void;

/** A real mail server whose behaviour changes. */
export async function createPeer(parts: Parts): Promise<Peer> {
  const port = await freePort();
  const taken: TakenMail[] = [];
  const ending = new AbortController();
  let behaviour: Behaviour = NORMAL;
  const listener = createListener(port, drop =>
    createServer(parts, { behaviour: () => behaviour, taken, drop }),
  );

  const turn = async (next: Behaviour) => {
    if (next.is === 'away' && behaviour.is !== 'away') {
      parts.count(nameOf(next));
      listener.goAway();
    }
    if (next.is !== 'away' && behaviour.is === 'away') await listener.listen();
    behaviour = next;
  };
  const change = async () => {
    while (!ending.signal.aborted) {
      await turn(chooseBehaviour(parts.random));
      const lasts = parts.random.between(BEHAVIOUR_LASTS.least, BEHAVIOUR_LASTS.most);
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
      await turn(NORMAL);
      listener.dropAll();
    },
    close: () => calmDown().finally(listener.close),
  };
}

type Inside = { behaviour: () => Behaviour; taken: TakenMail[]; drop: (session: SMTPServerSession) => void };

/** Does at each step what its behaviour is. */
function createServer({ run, count }: Parts, { behaviour, taken, drop }: Inside): SMTPServer {
  const runs = new Map<string, number>();
  const step = (at: Step, session: SMTPServerSession, answer: Answer) => {
    const now = behaviour();
    if (!('at' in now) || now.at !== at) return answer();
    count(nameOf(now));
    if (now.is === 'drops') drop(session);
    if (now.is === 'refuses') answer(Object.assign(new Error('Not now'), { responseCode: now.code }));
  };
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer) => {
    const mail = await readMail(stream, session);
    step('DATA', session, error => {
      if (error) return answer(error);
      const now = behaviour();
      const isAnswered = now.is !== 'drops after data' && now.is !== 'hangs after data';
      taken.push({ ...mail, run: runs.get(session.id) ?? 0, isAnswered });
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
      runs.set(session.id, run());
      step('CONNECT', session, answer);
    },
    onMailFrom: (_address, session, answer) => step('MAIL', session, answer),
    onRcptTo: (_address, session, answer) => step('RCPT', session, answer),
    // A sender that is killed in the middle has sent nothing.
    onData: (...given) => void take(...given).catch(() => {}),
  });
}
