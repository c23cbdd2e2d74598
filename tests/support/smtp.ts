import { once } from 'node:events';
import type { Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { whenDone } from './cleanup.ts';
import { freePort } from './free-port.ts';
import { PATIENCE } from './patience.ts';

/** `client`: as it named itself at EHLO. */
export type ReceivedMail = {
  client: string;
  from: string;
  to: string[];
  raw: Buffer;
  parsed: ParsedMail;
};

type SmtpStep = 'CONNECT' | 'MAIL' | 'RCPT' | 'DATA';

/** What the peer does instead of taking a mail. */
type Misbehaviour =
  | { does: 'refuse'; at: SmtpStep; code: number; text: string; recipient: string | undefined }
  | { does: 'hang'; at: SmtpStep }
  | { does: 'drop after data' };

export type SmtpPeer = {
  port: number;
  /** For `SMTP_URL`. */
  url: string;
  /** What has arrived, in the order of arrival. */
  mails: readonly ReceivedMail[];
  /** Answers a step with this code; with a recipient, at RCPT for that address alone. */
  refuse(at: SmtpStep, code: number, more?: { text?: string; recipient?: string }): void;
  /** Never answers a step. */
  hang(at: SmtpStep): void;
  /** Takes the mail, then breaks the connection off instead of saying so. */
  dropAfterData(): void;
  /** Takes every mail again. */
  behave(): void;
  /** Nothing listens on the port any more, and open connections are broken off. */
  goDown(): Promise<void>;
  /** Listens again on the same port. */
  comeBack(): Promise<void>;
  /** Waits until at least so many mails are there. Rejects after `patience` milliseconds. */
  received(count: number, patience?: number): Promise<readonly ReceivedMail[]>;
};

type Answer = (error?: Error | null) => void;

/** A real SMTP server on a port of its own, which does as it is told and goes when the test has ended. */
export async function createSmtpPeer(): Promise<SmtpPeer> {
  const port = await freePort();
  const mails: ReceivedMail[] = [];
  let misbehaviour: Misbehaviour | null = null;

  const step = (at: SmtpStep, answer: Answer, recipient?: string) => {
    if (misbehaviour === null || misbehaviour.does === 'drop after data' || misbehaviour.at !== at)
      return answer();
    if (misbehaviour.does === 'hang') return;
    if (misbehaviour.recipient !== undefined && misbehaviour.recipient !== recipient) return answer();
    answer(Object.assign(new Error(misbehaviour.text), { responseCode: misbehaviour.code }));
  };
  const data = async (stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer) => {
    const mail = await readMail(stream, session);
    step('DATA', error => {
      if (error) return answer(error);
      mails.push(mail);
      if (misbehaviour?.does === 'drop after data') listener.drop(session);
      else answer();
    });
  };
  const listener = createListener(port, step, (...given) => {
    // A client that breaks off in the middle of its data has sent no mail, which is all that there is to say.
    data(...given).catch(() => {});
  });

  await listener.open();
  whenDone(listener.close);
  return {
    port,
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse(at, code, { text = 'Refused as the test asked', recipient } = {}) {
      misbehaviour = { does: 'refuse', at, code, text, recipient };
    },
    hang(at) {
      misbehaviour = { does: 'hang', at };
    },
    dropAfterData() {
      misbehaviour = { does: 'drop after data' };
    },
    behave() {
      misbehaviour = null;
    },
    goDown: listener.close,
    comeBack: listener.open,
    received: (count, patience = PATIENCE) => waitForMails(mails, count, patience),
  };
}

async function readMail(
  stream: SMTPServerDataStream,
  { envelope, hostNameAppearsAs }: SMTPServerSession,
): Promise<ReceivedMail> {
  const raw = await buffer(stream);
  return {
    client: hostNameAppearsAs,
    from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    raw,
    parsed: await simpleParser(raw),
  };
}

async function waitForMails(mails: readonly ReceivedMail[], count: number, patience: number) {
  const end = Date.now() + patience;
  while (mails.length < count) {
    if (Date.now() > end) throw new Error(`${mails.length} of ${count} mails came within ${patience} ms`);
    await wait(20);
  }
  return mails;
}

/** The part that listens: it can be closed, its connections broken off, and opened again on the same port. */
function createListener(
  port: number,
  step: (at: SmtpStep, answer: Answer, recipient?: string) => void,
  onData: (stream: SMTPServerDataStream, session: SMTPServerSession, answer: Answer) => void,
) {
  const sockets = new Set<Socket>();
  let server: SMTPServer | null = null;

  const create = () =>
    new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      disableReverseLookup: true,
      onConnect: (_session, answer) => step('CONNECT', answer),
      onMailFrom: (_address, _session, answer) => step('MAIL', answer),
      onRcptTo: ({ address }, _session, answer) => step('RCPT', answer, address),
      onData,
    });

  return {
    async open() {
      server = create();
      // A client that breaks off is what some tests are about.
      server.on('error', () => {});
      server.server.on('connection', socket => {
        sockets.add(socket);
        socket.on('close', () => sockets.delete(socket));
      });
      await once(server.listen(port, '127.0.0.1'), 'listening');
    },
    async close() {
      const closing = server;
      server = null;
      if (closing === null) return;
      const closed = new Promise<void>(resolve => closing.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
    drop({ remotePort }: SMTPServerSession) {
      for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
    },
  };
}
