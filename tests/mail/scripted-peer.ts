import { createServer, type Socket } from 'node:net';
import { whenDone } from '../support/cleanup.ts';

const GOOD: Readonly<Record<string, string>> = {
  GREETING: '220 peer.example',
  EHLO: '250 peer.example',
  MAIL: '250 2.1.0 Ok',
  RCPT: '250 2.1.5 Ok',
  DATA: '354 Go on',
  'DATA END': '250 2.0.0 Ok',
  RSET: '250 2.0.0 Ok',
  QUIT: '221 2.0.0 Bye',
};

/** `answers`: by the command's first word, where `GREETING` is a new connection and `DATA END` the final dot. Null: it breaks. */
type Options = { answers?: Readonly<Record<string, string | null>>; cutWithinData?: boolean };

/** A mail server of a few lines that says what a test asks for, such as a real one would say only on a bad day. */
export async function createScriptedPeer({ answers = {}, cutWithinData = false }: Options = {}) {
  const said: Record<string, string | null> = { ...GOOD, ...answers };
  const heard: string[] = [];
  const sockets = new Set<Socket>();

  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => {});
    let [isData, rest] = [false, ''];
    const answer = (word: string) => {
      const words = word in said ? said[word] : '502 5.5.1 Unknown';
      if (words === null) return void socket.destroy();
      socket.write(`${words}\r\n`);
      isData = word === 'DATA' && words?.startsWith('354') === true;
    };
    heard.push('GREETING');
    answer('GREETING');
    socket.on('data', chunk => {
      if (isData && cutWithinData) return void socket.resetAndDestroy();
      rest += chunk.toString('latin1');
      if (isData) {
        const isOver = rest.endsWith('\r\n.\r\n');
        rest = isOver ? '' : rest.slice(-5);
        if (isOver) answer('DATA END');
        return;
      }
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const [word = ''] = line.toUpperCase().split(' ');
        heard.push(word);
        answer(word);
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  whenDone(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise(resolve => server.close(resolve));
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port was given');
  return {
    url: `smtp://127.0.0.1:${address.port}`,
    /** Says this from now on. */
    answer(word: string, words: string | null) {
      said[word] = words;
    },
    /** How often a command was heard; `GREETING` counts connections. */
    count: (word: string) => heard.filter(one => one === word).length,
  };
}
