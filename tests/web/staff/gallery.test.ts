import { expect, test } from 'vitest';
import { htmlFaults } from '../../support/html.ts';
import { type GivenFile, giveFile, sendTip } from '../../support/kept-file.ts';
import { createWorld } from '../../support/world.ts';
import { textOf } from '../page.ts';

async function pageWith(files: readonly GivenFile[], fields: Record<string, string> = {}) {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world, fields);
  const paths: string[] = [];
  for (const file of files) paths.push((await giveFile(world, 1, file)).path);
  const { text } = await staff.get('/admin/tips/1').set('Accept-Language', 'en').expect(200);
  expect(await htmlFaults(text)).toEqual([]);
  return { html: text, cards: text.split('<li class="card">').slice(1).map(asCard), paths };
}

const asCard = (html: string) => ({ html, text: textOf(html).replace(/\s+/g, ' ') });

const made = { thumbnail: Buffer.from('s'), copy: { bytes: Buffer.from('l'), type: 'image/jpeg' } };

test('of a picture staff’s browser is given only what was made of it: a thumbnail, and the copy when it is opened', async () => {
  const picture = { name: '사진 "1".jpg', claimed: 'image/jpeg', found: { type: 'image/jpeg', ...made } };
  const { cards, paths } = await pageWith([picture]);
  const [card] = cards;
  expect(card?.html).toContain(
    `<img src="${paths[0]}/thumbnail" alt="사진 &quot;1&quot;.jpg" loading="lazy" decoding="async"/>`,
  );
  expect(card?.html).toMatch(new RegExp(`<a class="preview" href="${paths[0]}/large"`));
  expect([...(card?.html.matchAll(/src="([^"]+)"/g) ?? [])].map(([, src]) => src)).toEqual([
    `${paths[0]}/thumbnail`,
  ]);
});

test('a picture opens on a page of its own, between the tip’s other pictures, and a locked one does not', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world);
  const picture = { claimed: 'image/jpeg', found: { type: 'image/jpeg', ...made } };
  const first = await giveFile(world, 1, picture);
  await giveFile(world, 1, { found: { type: 'video/mp4' } });
  const locked = await giveFile(world, 1, { ...picture, verdict: 'infected' });
  const second = await giveFile(world, 1, { ...picture, name: '둘째.jpg' });
  const { text } = await staff.get(`${first.path}/large`).set('Accept-Language', 'en').expect(200);
  expect(await htmlFaults(text)).toEqual([]);
  expect(text).toContain(`<img src="${first.path}/copy?show=1"`);
  expect(text).toContain(`href="${first.path}"`);
  expect(text).toContain(`href="${first.path}/copy"`);
  expect(text).toContain(`<a href="${second.path}/large" rel="next">`);
  expect(text).not.toContain('rel="prev"');
  await staff.get(`${locked.path}/large`).expect(404);
  await staff.get(`${first.path.replace('/tips/1/', '/tips/2/')}/large`).expect(404);
});

test('films and sounds have controls and load nothing by themselves; all else is only offered', async () => {
  const { cards, paths } = await pageWith([
    { found: { type: 'video/quicktime' } },
    { found: { type: 'audio/mpeg' } },
    { name: '계약.pdf', claimed: 'application/pdf', found: { type: 'application/pdf' } },
    { name: '그림.svg', claimed: 'image/svg+xml', found: { type: 'application/xml' } },
  ]);
  expect(cards[0]?.html).toContain(`<video src="${paths[0]}?show=1" controls preload="none"`);
  expect(cards[1]?.html).toContain(`<audio src="${paths[1]}?show=1" controls preload="none"`);
  for (const index of [2, 3]) {
    expect(cards[index]?.html).not.toContain('src=');
    expect(cards[index]?.html).toContain(`href="${paths[index]}"`);
  }
});

test('a file that waits, is broken or infected has a quiet tile with words and nothing of its content', async () => {
  const { cards, paths } = await pageWith([
    { name: 'a.jpg' },
    { name: 'b.jpg', claimed: 'image/jpeg', found: { type: 'image/jpeg', broken: true } },
    { name: 'c.jpg', claimed: 'image/jpeg', found: { type: 'image/jpeg', ...made }, verdict: 'infected' },
  ]);
  for (const card of cards) expect(card.html).not.toContain('src=');
  expect(cards[0]?.text).toContain('being looked at. Reload the page');
  expect(cards[1]?.text).toContain('Its content is damaged');
  expect(cards[2]?.text).toContain('The virus scan found Win.Test.EICAR_HDB-1');
  expect(cards[2]?.text).toContain('Download in spite of the danger…');
  expect(cards[2]?.html).not.toContain(`${paths[2]}/`);
});

test('a moving picture opens large, and its copy has a name that opens', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await sendTip(world);
  const copy = { bytes: Buffer.from('l'), type: 'image/gif' };
  const found = { type: 'image/gif', thumbnail: Buffer.from('s'), copy };
  const { path } = await giveFile(world, 1, { name: '현장.gif', claimed: 'image/gif', found });
  const { headers } = await staff.get(`${path}/copy`).set('Accept-Language', 'ko').expect(200);
  expect(decodeURIComponent(headers['content-disposition'] ?? '')).toContain('현장 (위치 뺌).gif');
  await staff.get(`${path}/large`).expect(200);
});

test('how a copy falls short of its picture, or why there is none, stands beside it in words', async () => {
  const { thumbnail, copy } = made;
  const found = (more: NonNullable<GivenFile['found']>) => ({
    claimed: 'image/jpeg',
    found: { type: 'image/jpeg', ...more },
  });
  const { cards } = await pageWith([
    found({ thumbnail, copy }),
    found({ thumbnail, copy, shortfall: 'reduced' }),
    found({ thumbnail, copy, details: { pages: 1_234 } }),
    found({ thumbnail, shortfall: 'too large' }),
    found({ shortfall: 'too large' }),
    found({ shortfall: 'no space' }),
    found({ shortfall: 'no time' }),
    found({ thumbnail, copy, shortfall: 'reduced', details: { pages: 2 } }),
    { found: { type: 'video/mp4', shortfall: 'too large' } },
  ]);
  const said =
    /half its width and height|1,234 pictures|2 pictures|too large for a shareable copy|too large for a preview|no room for a preview|was not opened/g;
  expect(cards.map(({ text }) => text.match(said) ?? [])).toEqual([
    [],
    ['half its width and height'],
    ['1,234 pictures'],
    ['too large for a shareable copy'],
    ['too large for a preview'],
    ['no room for a preview'],
    ['was not opened'],
    ['half its width and height', '2 pictures'],
    [],
  ]);
  expect(
    cards.map(({ text }) => /Too large to be shown|has to wait|No preview was made|damaged/.exec(text)?.[0]),
  ).toEqual([
    ...[undefined, undefined, undefined, undefined, 'Too large to be shown', 'has to wait'],
    ...['No preview was made', undefined, undefined],
  ]);
  expect(cards[8]?.html).toContain('<video');
});

test('what the scan said of a file stands beside it in words', async () => {
  const { cards } = await pageWith([
    {},
    { verdict: 'waiting' },
    { verdict: 'clean' },
    { verdict: 'too large' },
    { verdict: 'unscannable' },
  ]);
  const said = /Not scanned|Waiting for the|scan found nothing|Too large|failed again and again/;
  expect(cards.map(({ text }) => said.exec(text)?.[0])).toEqual([
    'Not scanned',
    'Waiting for the',
    'scan found nothing',
    'Too large',
    'failed again and again',
  ]);
});

test('a file whose content is not what it says is told in words', async () => {
  const { cards } = await pageWith([
    { claimed: 'image/jpeg', found: { type: 'text/html' } },
    { claimed: 'image/png', found: { type: null } },
    { claimed: 'image/jpeg', found: { type: 'image/jpeg' } },
  ]);
  expect(cards.map(({ text }) => /It says [^.]*\./.exec(text)?.[0])).toEqual([
    'It says it is image/jpeg; by its content it is text/html.',
    'It says it is image/png; its content is nothing of the kind.',
    undefined,
  ]);
});

test('when and where a picture was taken stand against what the reader said', async () => {
  const details = {
    ...{ width: 4032, height: 3024, device: 'Samsung SM-S928N' },
    ...{ takenAt: '2026-11-23T04:52:11Z', place: { latitude: 37.4979421, longitude: -127.0276212 } },
  };
  const { cards, html } = await pageWith(
    [
      { found: { type: 'image/jpeg', ...made, details } },
      {
        found: {
          type: 'image/jpeg',
          ...made,
          details: { width: 1, height: 1, takenAt: '2026-11-20T09:10:00' },
        },
      },
      { found: { type: 'image/jpeg', ...made, details: { width: 1, height: 1 } } },
      { found: { type: 'video/mp4', details: { seconds: 3723.4 } } },
    ],
    { place: '강남역 <11번> 출구', happened_at: '2026-11-23 14:00' },
  );
  const [first, second, third, film] = cards.map(({ text }) => text);
  expect(first).toContain('4032 × 3024 · Device: Samsung SM-S928N');
  expect(first).toContain('Mon 23 Nov 2026, 13:52 KSTMon 23 Nov 2026, 14:00 KST');
  expect(first).toMatch(/37\.49794, -127\.02762 .*강남역 <11번> 출구/);
  expect(cards[0]?.html).toContain('data-copy="37.49794, -127.02762"');
  expect(second).toContain('Fri 20 Nov 2026, 09:10Mon 23');
  expect(second).toContain('Not in it');
  expect(third).toContain('does not say when or where');
  expect(film).toContain('1:02:03');
  expect(film).not.toContain('when or where');
  expect(html).not.toMatch(/(src|href|action)="(https?:)?\/\//);
});

test('where the reader said neither when nor where, there is no empty column for it', async () => {
  const details = { width: 1, height: 1, takenAt: '2026-11-20T09:10:00' };
  const { cards } = await pageWith([{ found: { type: 'image/jpeg', ...made, details } }]);
  expect(cards[0]?.text).toContain('In the file');
  expect(cards[0]?.text).toContain('Fri 20 Nov 2026, 09:10');
  expect(cards[0]?.text).not.toMatch(/As the reader said|Not said/);
});

test('a hostile name breaks neither the page nor its reading order, and the whole of a long one is within reach', async () => {
  const long = `${'가'.repeat(255)}.hwp`;
  const { cards } = await pageWith([
    { name: '\u202egpj.exe' },
    { name: '<script>alert(1)</script>\r\n".jpg' },
    { name: long },
  ]);
  expect(cards[0]?.html).not.toContain('\u202e');
  expect(cards[0]?.text).toContain('gpj.exe');
  expect(cards[1]?.html).not.toContain('<script>');
  expect(cards[1]?.text).toContain('<script>alert(1)</script>\ufffd\ufffd".jpg');
  expect(cards[2]?.html).toContain(
    `<bdi title="${long}" translate="no">${'가'.repeat(43)}…${'가'.repeat(12)}.hwp</bdi>`,
  );
  expect(cards[2]?.html).toMatch(new RegExp(`<dd><bdi translate="no">${long}</bdi></dd>`));
});

test('the whole hash of a file is there to be read and copied', async () => {
  const { cards } = await pageWith([{ bytes: Buffer.from('abc') }]);
  const hash = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(cards[0]?.text).toContain(hash);
  expect(cards[0]?.html).toContain(`data-copy="${hash}"`);
});

test('one file is downloaded as it is, several as a zip as well, whose size leaves out what is infected', async () => {
  const bytes = Buffer.alloc(1024);
  expect((await pageWith([{ bytes }])).html).not.toContain('files.zip');
  const { html } = await pageWith([{ bytes }, { bytes }, { bytes, verdict: 'infected' }]);
  expect(html).toMatch(/href="\/admin\/tips\/1\/files\.zip">.*Download all as zip \(2 KB\)<\/a>/);
});

test('admins are told when the disk has come down to its reserve, and only then', async () => {
  const full = await createWorld({ settings: { DISK_RESERVE: '1000tb' } });
  const staff = await full.signIn();
  expect(textOf((await staff.get('/admin?lang=en')).text)).toContain('come down to DISK_RESERVE');
  const roomy = await createWorld();
  const others = await roomy.signIn();
  expect(textOf((await others.get('/admin?lang=en')).text)).not.toContain('DISK_RESERVE');
});

test.each([
  ['scan file', 'Files are waiting for the virus scan', 'virus scan'],
  ['inspect file', 'Files are waiting for their preview', 'preview'],
])('admins are told when a job to %s waits longer than it should', async (kind, words, part) => {
  const world = await createWorld();
  const staff = await world.signIn();
  const owed = { subject: 'a', position: 1, recipient: null, state: 'owed', attempts: 0 } as const;
  const now = world.clock();
  await world.database.write(trx =>
    trx
      .insertInto('outbox')
      .values({
        ...{ ...owed, id: 'a', kind, due: now + 3_600_000, created_at: now },
        ...{ settled_at: null, last_error: null, outcome: null },
      })
      .execute(),
  );
  const list = async () => textOf((await staff.get('/admin?lang=en').expect(200)).text);
  expect(await list()).not.toContain(part);
  await world.database.write(trx =>
    trx
      .updateTable('outbox')
      .set({ last_error: 'ECONNREFUSED', settled_at: now })
      .where('id', '=', 'a')
      .execute(),
  );
  expect(await list()).toContain(words);
});
