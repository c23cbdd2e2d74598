import { expect, test } from 'vitest';
import { Failed } from '../../src/jobs/job.ts';
import { NoVerdict } from '../../src/media/scan/clamd.ts';
import { MINUTE, SECOND } from '../support/clock.ts';
import { createSmtpPeer } from '../support/smtp.ts';
import { waitFor } from '../support/wait-for.ts';
import { createScanWorld } from './scan-world.ts';

/** A desk whose scanner always fails in this way, with one file; `wait` until it has done so `attempts` times. */
async function createFailing(error: Error) {
  const smtp = await createSmtpPeer();
  const asked: unknown[] = [];
  const desk = await createScanWorld({
    smtp,
    clamdUrl: 'tcp://127.0.0.1:1',
    async scan(file) {
      file.destroy();
      asked.push(file);
      throw error;
    },
  });
  await desk.submit(['a.jpg', 'A quiet day.']);
  const settled = (attempts: number) =>
    waitFor(async () =>
      expect(await desk.scanJobs()).toMatchObject([{ attempts, settled_at: desk.clock() }]),
    );
  return { ...desk, smtp, asked, settled };
}

test('A file for which the scanner has no verdict, again and again, is not asked about for ever, and its mail says so', async () => {
  const { smtp, asked, settled, wait, scanJobs, verdicts } = await createFailing(new NoVerdict('no answer'));
  for (const [index, waits] of [5, 10, 20, 40].entries()) {
    await settled(index + 1);
    expect(smtp.mails).toEqual([]);
    wait(waits * SECOND);
  }
  const [mail] = await smtp.received(1);
  expect(mail?.parsed.attachments).toEqual([]);
  expect(mail?.parsed.text).toContain('여러 번 시도했지만 바이러스 검사를 하지 못해 첨부하지 않았어요');
  expect(await verdicts()).toMatchObject([{ verdict: 'unscannable' }]);
  await waitFor(async () => expect(await scanJobs()).toMatchObject([{ state: 'done' }]));
  expect(asked).toHaveLength(5);
});

test('A scanner that cannot be reached says nothing of a file, however often', async () => {
  const { settled, wait, verdicts } = await createFailing(new Failed('ECONNREFUSED'));
  for (let attempt = 1; attempt < 8; attempt++) {
    await settled(attempt);
    wait(15 * MINUTE);
  }
  await settled(8);
  expect(await verdicts()).toMatchObject([{ verdict: 'waiting' }]);
});

test('A file that does not open is asked about once, and its mail says that nobody knows what is in it', async () => {
  const smtp = await createSmtpPeer();
  const desk = await createScanWorld({
    smtp,
    clamdUrl: 'tcp://127.0.0.1:1',
    async scan(file) {
      for await (const _ of file);
      return { is: 'clean' };
    },
  });
  await desk.submit(['a.jpg', 'A quiet day.', 100]);
  await smtp.received(1);
  expect(await desk.verdicts()).toMatchObject([{ verdict: 'unscannable' }]);
});
