import { expect, test } from 'vitest';
import { accessibilityFaults } from '../../support/axe.ts';
import { fileNamesOf } from '../../support/sealed-files.ts';
import { messagesOf } from '../../support/sealed-tips.ts';
import {
  atBadLine,
  choose,
  createGate,
  hear,
  inState,
  MB,
  message,
  row,
  SLOW,
  send,
  tipsOf,
  unclaimed,
  video,
  write,
} from './world.ts';

test('“Send” waits for the files, says so, and sends by itself, while nothing is sent twice', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, [video('one.mp4', 2 * MB), video('two.mp4', MB), video('three.mp4', 1_000)]);
  await inState(page, 'three.mp4', 'waiting');
  await send(page, world);
  await page.locator('#sending').getByText('sent by itself once they are through').waitFor();
  await page.locator('#send').click({ force: true });
  expect(await tipsOf(world)).toBe(0);
  await message(page).fill('what was written meanwhile');
  line.throttle(null);
  await page.waitForURL('**/sent');
  expect(await messagesOf(world)).toEqual(['what was written meanwhile']);
  expect(await fileNamesOf(world)).toEqual(['one.mp4', 'two.mp4', 'three.mp4']);
  await unclaimed(world, 0);
});

test('whoever would rather not wait stops the sending, and the files go on', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, video('one.mp4', 2 * MB));
  await send(page, world);
  await page.locator('#cancel').click();
  await page.locator('#sending').waitFor({ state: 'hidden' });
  line.throttle(null);
  await inState(page, 'one.mp4', 'done');
  await page.getByText('Press “Send the tip” to send them').first().waitFor();
  expect(await tipsOf(world)).toBe(0);
  await send(page, world);
  await page.waitForURL('**/sent');
});

test('a file that cannot be taken loses neither the text nor the others: it is tried again, or the rest is sent without it', async () => {
  const { world, page } = await atBadLine(50 * MB);
  let isFull = true;
  await page.route('**/uploads', (route, request) => {
    const isTwo = request.headers()['upload-length'] === '2000';
    return isFull && isTwo ? route.fulfill({ status: 507, body: 'full' }) : route.fallback();
  });
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000), video('three.mp4', 3_000)]);
  await inState(page, 'two.mp4', 'failed');
  expect(await row(page, 'two.mp4').innerText()).toContain('We have no space for this file just now');
  await send(page, world);
  await page.locator('#stuck').getByText('“two.mp4” is not uploaded').waitFor();
  await page.locator('#again').click();
  await page.locator('#stuck').getByText('“two.mp4” is not uploaded').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.locator('#without').click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4', 'three.mp4']);
  const receipt = await page.locator('.receipt dl').innerText();
  expect(receipt).toMatch(
    /Files that arrived\s+2\s+one\.mp4\s+three\.mp4\s+Files that did not arrive\s+1\s+two\.mp4/,
  );

  await page.goto('/');
  await write(page);
  await choose(page, video('two.mp4', 2_000));
  await inState(page, 'two.mp4', 'failed');
  await row(page, 'two.mp4').getByRole('button', { name: 'Try again' }).click();
  await inState(page, 'two.mp4', 'failed');
  isFull = false;
  await choose(page, video('two.mp4', 2_000));
  await inState(page, 'two.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
});

test('more files than a tip may have are told while the sending waits, and those beyond are not uploaded', async () => {
  const { world, line, page } = await atBadLine(SLOW, { UPLOAD_FILE_COUNT: '2' });
  await choose(page, [video('one.mp4', 2 * MB), video('two.mp4', 1_000)]);
  await send(page, world);
  await page.locator('#sending').waitFor();
  await choose(page, video('three.mp4', 1_000));
  await page.locator('#summary').getByText('You can send up to 2 files. Please remove 1.').waitFor();
  line.throttle(null);
  await page.locator('#chosen-total').getByText('of 2 MB in all').waitFor();
  await inState(page, 'one.mp4', 'done');
  await inState(page, 'three.mp4', 'waiting');
  await row(page, 'two.mp4').getByRole('button', { name: 'Remove' }).click();
  await inState(page, 'three.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4', 'three.mp4']);
});

test('a finished file that the desk has lost starts again by itself, and is sent', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  await world.database.write(trx => trx.deleteFrom('uploads').where('size', '=', 1_000).execute());
  const heard = await hear(page);
  const gate = createGate();
  await page.route('**/uploads', async route => {
    await gate.passed;
    await route.continue();
  });
  await send(page, world);
  const why = 'A file is no longer on the server. It is uploaded again from the start.';
  await page.locator('#sending-what').getByText(why).waitFor();
  expect((await heard()).at(-1)).toContain(why);
  gate.open();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4', 'two.mp4']);
});

test('a finished file that the desk has lost since a reload is asked for again, and the rest can be sent without it', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await choose(page, [video('one.mp4', 1_000), video('two.mp4', 2_000)]);
  await page.locator('#chosen-total').getByText('All uploaded').waitFor();
  await page.reload();
  await inState(page, 'one.mp4', 'done');
  await world.database.write(trx => trx.deleteFrom('uploads').where('size', '=', 1_000).execute());
  await send(page, world);
  await page.locator('#stuck').getByText('“one.mp4” is not uploaded').waitFor();
  await inState(page, 'one.mp4', 'to-be-chosen');
  await page.locator('#without').click();
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['two.mp4']);
});

test('“Send” waits for a file that is still being read, which stands in the list from the start', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.clock.install();
  await page.evaluate(`{
    const read = Blob.prototype.arrayBuffer;
    const gate = new Promise(resolve => { window.openGate = resolve; });
    Blob.prototype.arrayBuffer = async function () { await gate; return read.call(this); };
  }`);
  await choose(page, video('in-a-cloud.mp4', 1_000));
  await inState(page, 'in-a-cloud.mp4', 'reading');
  await send(page, world);
  await page.locator('#sending-what').getByText('Getting your files ready').waitFor();
  await page.clock.fastForward(11_000);
  await page.clock.runFor(2_000);
  expect(await tipsOf(world)).toBe(0);
  await page.evaluate('window.openGate()');
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['in-a-cloud.mp4']);
});

test('a tip whose answer was lost is the same tip when it is sent again after a reload, files and all', async () => {
  const { world, page } = await atBadLine(50 * MB);
  page.on('dialog', dialog => void dialog.accept());
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'done');
  await page.route(
    '**/tips*',
    async route => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await send(page, world);
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  await page.reload();
  await inState(page, 'one.mp4', 'done');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await tipsOf(world)).toBe(1);
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
});

test('what is on its way cannot be changed until there is an answer, and can be once the reader stops it', async () => {
  const { world, line, page } = await atBadLine(SLOW);
  await choose(page, video('one.mp4', MB));
  await send(page, world);
  await message(page).focus();
  const gate = createGate();
  await page.route('**/tips*', async route => {
    await gate.passed;
    await route.abort();
  });
  line.throttle(null);
  await page.locator('#sending-what').getByText('Sending your tip').waitFor();
  expect(await page.locator(':focus').getAttribute('id')).toBe('sending');
  await page.keyboard.type('too late');
  await row(page, 'one.mp4')
    .getByRole('button', { name: 'Remove', includeHidden: true })
    .click({ force: true });
  await page.evaluate(`{
    const data = new DataTransfer();
    data.items.add(new File(['late'], 'late.png', { type: 'image/png' }));
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data }));
  }`);
  expect(await page.locator('.upload').count()).toBe(1);
  expect(await message(page).inputValue()).toBe('현장 영상이에요');
  gate.open();
  await page.locator('#summary').getByText('The connection was lost').waitFor();
  await page.locator('#cancel').click();
  await message(page).fill('written after that');
  await page.unroute('**/tips*');
  await send(page, world);
  await page.waitForURL('**/sent');
  expect(await fileNamesOf(world)).toEqual(['one.mp4']);
});

test('a post into a dead connection ends in words, sooner where no file in it has to be stored', async () => {
  const { world, line, page } = await atBadLine(50 * MB);
  await page.clock.install();
  const lost = page.locator('#summary').getByText('The connection was lost');
  line.hush('POST /tips');
  await send(page, world);
  await page.locator('#sending-what').getByText('Sending your tip').waitFor();
  await page.clock.fastForward(33_000);
  await lost.waitFor();
  await page.locator('#stop').click();

  await page.route('**/assets/uploads-*', route => route.abort());
  await choose(page, video('one.mp4', 1_000));
  line.hush('POST /tips');
  await send(page, world);
  await page.locator('#percent').getByText('100% sent').waitFor();
  await page.clock.fastForward(33_000);
  expect(await lost.isVisible()).toBe(false);
  await page.clock.fastForward(100_000);
  await lost.waitFor();
});

test('whoever stops is let go at once, even while the server is asked what it has lost and says nothing', async () => {
  const { world, page } = await atBadLine(50 * MB);
  await page.clock.install();
  await choose(page, video('one.mp4', 1_000));
  await inState(page, 'one.mp4', 'done');
  await page.route('**/uploads/*', (route, request) =>
    request.method() === 'HEAD' ? new Promise(() => {}) : route.fallback(),
  );
  const refusal = JSON.stringify({ errors: { uploads: 'An upload is not there any more.' }, stamp: null });
  await page.route('**/tips*', route => route.fulfill({ status: 422, body: refusal }));
  for (const goOn of [
    () => page.locator('#cancel').click(),
    // Or it is not waited for any longer, and what the server has said is shown.
    () => page.clock.fastForward(16_000),
  ]) {
    const asked = page.waitForRequest(request => request.method() === 'HEAD');
    await send(page, world);
    await asked;
    await goOn();
    await page.locator('#sending').waitFor({ state: 'hidden' });
  }
  await page.locator('#summary').getByText('An upload is not there any more.').waitFor();
});

test('what is announced while it waits is what is shown, and Stop promises nothing that does not happen', async () => {
  const { world, page } = await atBadLine(SLOW);
  await choose(page, video('one.mp4', 2 * MB));
  await row(page, 'one.mp4').getByRole('button', { name: 'Pause' }).click();
  await inState(page, 'one.mp4', 'paused');
  const heard = await hear(page);
  await send(page, world);
  const shown = page.locator('#sending-what');
  await shown.getByText('A file is paused').waitFor();
  expect((await heard()).at(-1)).toBe(await shown.innerText());
  await page.locator('#cancel').click();
  await page.locator('#status').getByText('Not sent yet. Your text and files are still here.').waitFor();
});
