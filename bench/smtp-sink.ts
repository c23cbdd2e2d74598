import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/**
 * Takes every mail, so many milliseconds after it is whole, and drops it; smtp-server greets each connection after 100 ms,
 * to find out who talks before. On the port named first; the wait is named
 * second. Says 0 to its parent when it listens, and how many it has taken whenever it is asked.
 */
const [port = '', delay = '0'] = process.argv.slice(2);
let taken = 0;

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  onData(stream, _session, done) {
    stream.resume().on('end', async () => {
      if (delay !== '0') await wait(Number(delay));
      taken += 1;
      done();
    });
  },
});
// A server that is killed breaks its connections off.
server.on('error', () => {});
server.listen(Number(port), '127.0.0.1', () => process.send?.(taken));

process.on('message', () => process.send?.(taken));
