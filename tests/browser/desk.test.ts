import { expect, test } from 'vitest';
import { fileRows } from '../support/sealed-files.ts';
import { createWorld } from '../support/world.ts';
import { closeAs, note, openDesk, openTip } from './desk-world.ts';

test('The dot of an unread tip is drawn in forced colours too', async () => {
  const world = await createWorld();
  for (const message of ['읽은 제보', '안 읽은 제보'])
    await world.request.post('/tips').field('message', message);
  const page = await openDesk(world);
  await page.goto('/admin/tips/1');
  await page.goto('/admin');
  const dotOf = async (row: number) => {
    const cell = await page.locator('.tip-rows .one').nth(row).boundingBox();
    if (cell === null) throw new Error('the list has two rows');
    const clip = { x: cell.x - 2, y: cell.y + 4, width: 12, height: cell.height - 8 };
    return (await page.screenshot({ clip })).toString('base64');
  };
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors });
    expect(await dotOf(0)).not.toBe(await dotOf(1));
  }
});

test('State and actions stand at the top on a phone, and close is among the first stops of the keyboard', async () => {
  const page = await openTip(await createWorld(), { phone: true });
  for (const name of ['제가 맡을게요', '닫기…']) {
    const box = await page.locator('.state-bar .button', { hasText: name }).boundingBox();
    expect(box?.y).toBeLessThan(300);
    expect(box?.height).toBeGreaterThanOrEqual(44);
  }
  expect((await page.locator('.state').first().boundingBox())?.y).toBeLessThan(300);
  await page.locator('.skip').focus();
  await page.keyboard.press('Enter');
  const stops: (string | null)[] = [];
  for (let stop = 0; stop < 5; stop++) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate('document.activeElement?.textContent'));
  }
  expect(stops).toContain('닫기…');
});

test('The way back leads to the search, the page and the row that one came from', async () => {
  const world = await createWorld();
  for (let number = 1; number <= 60; number++)
    await world.request.post('/tips').field('message', `강남역 ${number}`).expect(303);
  const page = await openDesk(world);
  await page.goto('/admin?view=all&q=강남역');
  await page.getByRole('link', { name: '더 오래된 제보' }).click();
  await page.getByRole('link', { name: /강남역 3$/ }).click();
  await closeAs(page, '우리 일이 아님');
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Back to the list' }).click();
  const { pathname, searchParams, hash } = new URL(page.url());
  expect([pathname, searchParams.get('q'), searchParams.get('before'), hash]).toEqual([
    '/admin',
    '강남역',
    '11',
    '#tip-3',
  ]);
  await expect.poll(() => page.locator('#tip-3').evaluate(row => row.matches(':target'))).toBe(true);
});

test('A tip on paper has all that was said but its contacts, its files with hashes and its history, and nothing to press', async () => {
  const world = await createWorld();
  const page = await openTip(world, { colorScheme: 'dark' });
  await note(page).fill('남긴 메모');
  await page.getByRole('button', { name: '메모 남기기', exact: true }).click();
  await page.locator('.line .note').waitFor();
  await page.getByText('법적 보존…').click();
  await page.getByLabel('보존하는 이유').fill('소송이 들어옴');
  await page.getByRole('button', { name: '보존하기' }).click();
  await page.locator('.held').waitFor();
  const [file] = await fileRows(world);
  await page.getByRole('button', { name: '이름과 연락처 보기' }).click();
  await page.getByText('010-1234-5678').waitFor();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const shown of [
    '강남역에서 연기가 나요',
    '이름과 연락처는 인쇄하지 않아요.',
    '허락 없음',
    '남긴 메모',
    '법적 보존 중이에요',
    '소송이 들어옴',
    '들어옴',
    '연락처를 봄',
    file?.name ?? 'its name',
    file?.sha256 ?? 'its hash',
    `${world.config.publicUrl}/admin/tips/1`,
  ])
    expect(await page.getByText(shown).filter({ visible: true }).count(), shown).toBeGreaterThan(0);
  expect(await page.getByText('010-1234-5678').filter({ visible: true }).count()).toBe(0);
  for (const hidden of ['button', 'textarea', '.button', 'header.desk-head', 'nav', '.back', 'video'])
    expect(await page.locator(hidden).filter({ visible: true }).count(), hidden).toBe(0);
  const colours = await page.evaluate(() => {
    const { color, backgroundColor } = getComputedStyle(document.body);
    return [color, backgroundColor];
  });
  expect(colours).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
});

test('A press shows the contacts where they stand, and what was typed is still in its field', async () => {
  const page = await openTip(await createWorld(), { phone: true });
  await note(page).fill('쓰던 메모');
  await page.getByRole('button', { name: '이름과 연락처 보기' }).click();
  await expect.poll(() => page.getByText('010-1234-5678').isVisible()).toBe(true);
  expect(await page.locator('#contacts').evaluate(heading => heading.matches(':target'))).toBe(true);
  expect(await note(page).inputValue()).toBe('쓰던 메모');
  await page.getByRole('link', { name: '다시 가리기' }).click();
  await page.getByRole('button', { name: '이름과 연락처 보기' }).waitFor();
  expect(await page.getByText('010-1234-5678').count()).toBe(0);
});
