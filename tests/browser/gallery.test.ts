import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { accessibilityFaults } from '../support/axe.ts';
import { brokenTexts } from '../support/broken-texts.ts';
import { openPage, type Visit } from '../support/browser.ts';
import { giveFile, sendTip } from '../support/kept-file.ts';
import { fileRows } from '../support/sealed-files.ts';
import { createWorld, PASSWORD, type World } from '../support/world.ts';

/** Half a second of a white square on grey, 32 × 18, VP8. */
const FILM = Buffer.from(
  'GkXfo59ChoEBQveBAULygQRC84EIQoKEd2VibUKHgQRChYECGFOAZwEAAAAAAAT7EU2bdLlNu4tTq4QVSalmU6yBbk27i1OrhBZUrmtTrIGTTbuLU6uEH0O2dVOsgdRNu4xTq4QcU7trU6yCBOnsrgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAVSalmoCrXsYMPQkBEiYRD3anbTYCGQ2hyb21lV0GGQ2hyb21lFlSua7yuuteBAXPFhyOifUYejjiDgQFV7oEBhoVWX1ZQOOCdsIEguoESU8CBAVWwkFWxgQFVuYECVbqBDVW7gQEfQ7Z1AQAAAAAABAnngQCg7KG/gQAAAPACAJ0BKiAAEgAABwiFhYiZhIgBJBATrVAfwBBBCUzzgP778G//qcfk4/Jx/X2//oIH9BA/oIH/z/wAdaGopqbugQGloVACAJ0BKiAAEgAABwiFhYiZhIgBJBAAPIeeTgD+/7qDAKDRobCBACgA8QEAABAJIADAAPK/oGACCHAA/vozy/9nd+nd+nd/gY//lx/8uP/lx//y0QB1oZmml+6BAaWS0QEAABAJIADAAMLBf6AAQ4AA+4EAoNGhsIEAUADxAQAAEAkgAMAA8r+gYAIIcAD+9+Sf/3T17T17T1/MH//GSf4yT/GSf/i+gHWhmaaX7oEBpZLRAQAAEAkgAMAAwsF/oABDgAD7gSig1qG1gQB4ABECAAAQCSAAwGKKfIbco4Ib2AD+86T//3+q9/Ve/qv92n/+DMfwZj+DMf/BX5DJroB1oZmml+6BAaWS0QEAABAJIADAAMLBf6AAQ4AA+4FQoNOhsoEAoAARAgAAEAkgAMA5wEF105ZqBluw/u/eX//HMm5hif8c2//vASBK6MP+72JoQt4AdaGZppfugQGlktEBAAAQCSAAwADCwX+gAEOAAPuBeKDSobGBAMkA8QEAABAJIADAAVK/oGAFrmAA/uns//81zuQiN/5rt//bP/CkGL/7ZFO/HRAAdaGZppfugQGlktEBAAAQCSAAwADCwX+gAEOAAPuBoKDOoa2BAPEA8QEAABAJIADAAPK/oGACCHAA/m8f/6jV+qA3/9Rs//15gIXcO/9daAB1oZmml+6BAaWS0QEAABAJIADAAMLBf6AAQ4AA+4HJoM2hrIEBGgDRAQAAEAkgowADyv6BgAag4P7jd3/+qxD5GCH/VY//9ToGbLIP+pQAdaGZppfugQGlktEBAAAQCSCjAAMLBf6AAQ4AAPuB8aDPoa2BAUIA8QEAABAJIADAAPK/oGABqDgA/u6Of//Yyag4Bl/2Mr//PZjB3n//PCB1oZmml+6BAaWS0QEAABAJIADAAMLBf6AAQ4AA+4IBGqDPoa2BAWoA8QEAABAJIADAAPK/oGABqDgA/vFyD/+3IeX4VP/25H//k14a7Xv/JOB1oZmml+6BAaWS0QEAABAJIADAAMLBf6AAQ4AA+4IBQqDWobSBAZMA8QEAABAJIADAAVK/oGAEoIAA/vdGr//eP0Hx2Qf94///3z7l/8+5f/QD/C8Wil4AdaGZppfugQGlktEBAAAQCSAAwADCwX+gAEOAAPuCAWqg1qG0gQG7APEBAAAQCSAAwAFSv6BgBKCAAP75iK//7/X508c7/3+x//c3mv+bzX/OB/FmoZNdAHWhmaaX7oEBpZLRAQAAEAkgAMAAwsF/oABDgAD7ggGTHFO7a427i7OBALeG94EB8YHU',
  'base64',
);

/** Ten minutes of silence: 8 bits, 8 kHz, one channel. */
function silence(): Buffer {
  const samples = Buffer.alloc(8_000 * 600, 128);
  const header = Buffer.alloc(44);
  header.write('RIFF\0\0\0\0WAVEfmt ', 'latin1');
  header.writeUInt32LE(36 + samples.length, 4);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(8_000, 24);
  header.writeUInt32LE(8_000, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(samples.length, 40);
  return Buffer.concat([header, samples]);
}

async function openTip(world: World, visit: Omit<Visit, 'url'> = {}): Promise<Page> {
  await world.signIn('reporter@newsroom.example');
  const page = await openPage({ url: world.url, ...visit });
  await page.goto('/admin/login?next=/admin/tips/1');
  await page.locator('input[name=email]').fill('reporter@newsroom.example');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.locator('input[name=password]').press('Enter');
  await page.waitForURL(/\/admin\/tips\/1(\?|$)/);
  return page;
}

/** A tip with all that a gallery may hold. */
async function richWorld(): Promise<World> {
  const world = await createWorld();
  await sendTip(world, { place: '강남역 11번 출구', happened_at: '2026-11-23 14:00' });
  const draw = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: '#678' } });
  const details = {
    width: 800,
    height: 600,
    takenAt: '2026-11-23T13:52:11+09:00',
    device: 'Samsung SM-S928N',
    place: { latitude: 37.497942, longitude: 127.027621 },
  };
  await giveFile(world, 1, {
    name: '현장 사진.jpg',
    claimed: 'image/jpeg',
    verdict: 'clean',
    found: {
      type: 'image/jpeg',
      thumbnail: await draw(160, 120).webp().toBuffer(),
      copy: { bytes: await draw(800, 600).jpeg().toBuffer(), type: 'image/jpeg' },
      details,
    },
  });
  await giveFile(world, 1, { bytes: FILM, found: { type: 'video/webm' }, verdict: 'too large' });
  await giveFile(world, 1, {
    name: '통화.wav',
    claimed: 'audio/wav',
    bytes: silence(),
    found: { type: 'audio/wav' },
  });
  await giveFile(world, 1, {
    name: '계약서.pdf',
    claimed: 'application/pdf',
    found: { type: 'application/pdf' },
  });
  await giveFile(world, 1, {
    name: '깨진 사진.jpg',
    claimed: 'image/jpeg',
    found: { type: 'text/html', broken: true },
  });
  await giveFile(world, 1, {
    name: '급여.jpg',
    bytes: Buffer.from('bad'),
    found: { type: 'image/jpeg' },
    verdict: 'infected',
  });
  await giveFile(world, 1, { name: `${'가'.repeat(255)}.hwp`, verdict: 'waiting' });
  await giveFile(world, 1, {
    name: '넓은 사진.jpg',
    claimed: 'image/jpeg',
    verdict: 'unscannable',
    found: { type: 'image/jpeg', details: { width: 30_000, height: 12_000 }, shortfall: 'too large' },
  });
  return world;
}

/** As by a click on its button, but silent. */
const play = (page: Page, kind: 'video' | 'audio') =>
  page.locator(kind).evaluate(async player => {
    if (!(player instanceof HTMLMediaElement)) throw new Error('nothing to play');
    player.muted = true;
    await player.play();
  });

test('a film and a sound play in place, and a jump to their end asks only for their end', async () => {
  const world = await richWorld();
  const page = await openTip(world);
  const parts: string[] = [];
  page.on('response', response => {
    if (response.status() === 206) parts.push(response.headers()['content-range'] ?? '');
  });
  await play(page, 'video');
  const sizeOf = () =>
    page.locator('video').evaluate(film => film instanceof HTMLVideoElement && film.videoWidth);
  await expect.poll(sizeOf).toBe(32);

  await play(page, 'audio');
  await page.locator('audio').evaluate(async it => {
    if (!(it instanceof HTMLAudioElement) || Math.round(it.duration) !== 600) throw new Error('no sound');
    const sought = new Promise(resolve => it.addEventListener('seeked', resolve, { once: true }));
    it.currentTime = 590;
    await sought;
  });
  expect(parts.some(part => Number(/^bytes (\d+)-/.exec(part)?.[1]) > 4_000_000)).toBe(true);
});

test('a page with films and sounds asks for none of them, and each that is played is viewed', async () => {
  const world = await richWorld();
  const page = await openTip(world);
  // It stands open for as long as the page does.
  await page.route('**/admin/live', route => route.fulfill({ status: 204 }));
  const asked: string[] = [];
  page.on('request', request => asked.push(request.url()));
  await page.reload();
  const files = await fileRows(world);
  const viewed = async () => {
    const events = world.database.query.selectFrom('events').select('file').where('kind', '=', 'file viewed');
    const views = await events.orderBy('id').execute();
    return views.map(({ file }) => files.find(({ id }) => id === file)?.claimedType);
  };
  for (const kind of ['video', 'audio'] as const) await page.locator(kind).scrollIntoViewIfNeeded();
  await page.waitForLoadState('networkidle');
  expect(asked.filter(url => url.endsWith('?show=1'))).toEqual([]);
  expect(await viewed()).toEqual([]);

  await play(page, 'audio');
  expect(await viewed()).toEqual(['audio/wav']);
  await play(page, 'video');
  expect(await viewed()).toEqual(['audio/wav', 'video/mp4']);
});

test.each(['ko', 'en'] as const)(
  'on a screen of 180 px the list and a tip break no word and scroll nowhere: %s',
  async lang => {
    const page = await openTip(await richWorld(), { lang });
    await page.setViewportSize({ width: 180, height: 740 });
    for (const path of ['/admin', '/admin/tips/1']) {
      await page.goto(path);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(180);
      // What is folded has no room of its own until it is opened.
      await page.evaluate(`for (const folded of document.querySelectorAll('details')) folded.open = true`);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBe(180);
      expect(await brokenTexts(page), path).toEqual([]);
    }
  },
);

test('with the keyboard alone a picture opens large, its place and hash are copied, and it is downloaded', async () => {
  const world = await richWorld();
  const page = await openTip(world, { lang: 'en' });
  const press = async (name: string | RegExp, role: 'link' | 'button' = 'link') => {
    const one = page.locator('.card').first().getByRole(role, { name });
    await one.focus();
    await page.keyboard.press('Enter');
    return one;
  };
  await press('Open 현장 사진.jpg large');
  await page.waitForURL('**/large');
  expect(await page.locator('img').evaluate(it => it instanceof HTMLImageElement && it.naturalWidth)).toBe(
    800,
  );
  await page.goBack();

  await press(/Copy the place/, 'button');
  await page.locator('.origin').getByText('Copied').first().waitFor();
  await page.locator('.card summary').first().focus();
  await page.keyboard.press('Enter');
  await press(/Copy the SHA-256/, 'button');
  await page.locator('.card details').getByText('Copied').first().waitFor();

  const copied = page.waitForEvent('download');
  await press('Shareable copy 현장 사진.jpg');
  expect((await copied).suggestedFilename()).toBe('현장 사진 (to share).jpg');
  const packed = page.waitForEvent('download');
  await page.getByRole('link', { name: /Download all as zip/ }).press('Enter');
  expect((await packed).suggestedFilename()).toBe('tip 1.zip');
});

test('an infected file asks in words before it is given, and then under a name that opens nothing', async () => {
  const world = await richWorld();
  const page = await openTip(world, { lang: 'en', javaScript: false });
  await page.getByRole('link', { name: 'Download in spite of the danger… 급여.jpg' }).click();
  await page.getByText('Opening this file may infect your computer.').waitFor();
  await page.getByRole('link', { name: 'Go back without it' }).click();
  await page.waitForURL('**/admin/tips/1#files');
  await page.goBack();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: /Download it/ }).click();
  expect((await download).suggestedFilename()).toBe('급여.jpg.infected');
});

test('without script the gallery shows all that it shows with one, but for buttons that could not work', async () => {
  const world = await richWorld();
  const page = await openTip(world, { javaScript: false });
  const picture = page.locator('.card img');
  await expect
    .poll(() => picture.evaluate(it => it instanceof HTMLImageElement && it.naturalWidth))
    .toBe(160);
  await page.locator('.card summary').first().click();
  expect(await page.locator('.card details[open] code').first().isVisible()).toBe(true);
  expect(await page.locator('.card [data-copy]:visible').count()).toBe(0);
});

for (const [lang, phone, colorScheme] of [
  ['ko', true, 'light'],
  ['en', true, 'dark'],
  ['ko', false, 'dark'],
  ['en', false, 'light'],
] as const) {
  test(`axe finds nothing in the gallery and nothing runs over its edge: ${lang}, ${phone ? 'phone' : 'wide'}, ${colorScheme}`, async () => {
    const world = await richWorld();
    const page = await openTip(world, { lang, phone, colorScheme });
    if (phone) await page.setViewportSize({ width: 360, height: 740 });
    for (const summary of await page.locator('.card summary').all()) await summary.click();
    expect(await accessibilityFaults(page)).toEqual([]);
    const { scrollWidth, clientWidth } = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBe(clientWidth);
    await page.getByRole('link', { name: /급여\.jpg/ }).click();
    await page.waitForURL('**/files/*');
    expect(await accessibilityFaults(page)).toEqual([]);
  });
}

test.each([{ javaScript: true }, { javaScript: false }])(
  'What is disturbing is fetched when it is uncovered, and never comes on paper, with %o',
  async visit => {
    const world = await richWorld();
    await world.database.write(trx => trx.updateTable('files').set({ disturbing: 1 }).execute());
    const page = await openTip(world, visit);
    const asked: string[] = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    await page.reload();
    const covered = page.locator('.covered').first();
    await page.emulateMedia({ media: 'print' });
    if (visit.javaScript) await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await covered.getByText('가려 두었어요').waitFor();
    expect(await covered.locator('a.preview').isVisible()).toBe(false);
    await page.emulateMedia({ media: 'screen' });
    await covered.scrollIntoViewIfNeeded();
    expect(asked.filter(path => path.endsWith('/thumbnail'))).toEqual([]);

    const height = async () => (await covered.boundingBox())?.height;
    const before = await height();
    await covered.locator('summary').press('Enter');
    const uncovered = covered.locator('a.preview');
    await uncovered.waitFor();
    if (visit.javaScript)
      await expect.poll(() => asked.filter(path => path.endsWith('/thumbnail'))).toHaveLength(1);
    await expect.poll(async () => Math.round((await height()) ?? 0)).toBe(Math.round(before ?? 0));
    await page.emulateMedia({ media: 'print' });
    expect(await uncovered.isVisible()).toBe(false);
    await covered.getByText('가려 두었어요').waitFor();
    if (visit.javaScript) return;
    expect(asked.filter(path => path.endsWith('/thumbnail'))).toEqual([]);
    await page.emulateMedia({ media: 'screen' });
    await uncovered.click();
    await page.locator('a.large img').waitFor();
  },
);
