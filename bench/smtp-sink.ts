import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

/** Takes every mail, so many milliseconds after it is whole, and drops it. On the port named first; the wait is named second. */
const [port = '', delay = '0'] = process.argv.slice(2);
let taken = 0;

new SMTPServer({
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
}).listen(Number(port), '127.0.0.1');

process.on('message', () => process.send?.(taken));
