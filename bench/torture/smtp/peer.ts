import { once } from 'node:events';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { freePort } from '../../../tests/support/free-port.ts';
import type { Chance } from '../chance.ts';
import { later } from '../later.ts';
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
  const lives = new Map<string, number>();
  const ending = new AbortController();
  let mood: Mood = WELL;

  const meet = (met: Mood) => parts.count(nameOf(met));
  const step = (at: Step, answer: Answer) => {
    if (!('at' in mood) || mood.at !== at) return answer();
    meet(mood);
    if (mood.is === 'refuses')
      answer(Object.assign(new Error('Not in the mood'), { responseCode: mood.code }));
  };
  const take = async (stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer) => {
    const mail = await readMail(stream, session);
    step('DATA', error => {
      if (error) return answer(error);
      const { is } = mood;
      const isAnswered = is !== 'drops after data' && is !== 'hangs after data';
      taken.push({ ...mail, life: lives.get(session.id) ?? 0, isAnswered });
      if (isAnswered) return answer();
      meet(mood);
      if (is === 'drops after data') sockets.drop(session);
    });
  };
  const listener = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    onConnect(session, answer) {
      lives.set(session.id, parts.life());
      step('CONNECT', answer);
    },
    onMailFrom: (_address, _session, answer) => step('MAIL', answer),
    onRcptTo: (_address, _session, answer) => step('RCPT', answer),
    // A sender that is killed in the middle has sent nothing.
    onData: (...given) => void take(...given).catch(() => {}),
  });
  listener.on('error', () => {});
  const sockets = watchSockets(listener);

  const comeAndGo = async (next: Mood) => {
    if (next.is === 'away' && mood.is !== 'away') {
      meet(next);
      // Open connections stay: of what was sent over them, each side would then believe something else.
      listener.server.close();
    }
    if (next.is !== 'away' && mood.is === 'away') await listen(listener, port);
    mood = next;
  };
  const change = async () => {
    while (!ending.signal.aborted) {
      await comeAndGo(chooseMood(parts.chance));
      const lasts = parts.chance.between(MOOD_LASTS.least, MOOD_LASTS.most);
      await wait(lasts, undefined, { signal: ending.signal }).catch(() => {});
    }
  };

  await listen(listener, port);
  const changing = later(change());
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    async mend() {
      ending.abort();
      await changing;
      await comeAndGo(WELL);
      sockets.dropAll();
    },
    async close() {
      ending.abort();
      await changing;
      sockets.dropAll();
      await new Promise<void>(resolve => listener.close(resolve));
    },
  };
}

const LISTEN_TRIES = 200;

/** While nothing listened, the system may have lent the port to a connection of somebody else's. */
async function listen(listener: SMTPServer, port: number) {
  for (let tries = 1; ; tries++) {
    try {
      return await once(listener.listen(port, '127.0.0.1'), 'listening');
    } catch (error) {
      if (tries === LISTEN_TRIES) throw error;
      await wait(50);
    }
  }
}

function watchSockets({ server }: SMTPServer) {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return {
    drop({ remotePort }: SMTPServerSession) {
      for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
    },
    dropAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}
