import { expect, test } from 'vitest';
import { createWorld, type World } from '../support/world.ts';
import { note, openTip } from './desk-world.ts';

const call = (world: World, email: string, name: string) =>
  world.database.write(trx => trx.updateTable('staff').set({ name }).where('email', '=', email).execute());

/** A tip's page of a desk with two colleagues. */
async function openNote(visit: Parameters<typeof openTip>[1] = {}) {
  const world = await createWorld();
  for (const [email, name] of [
    ['junho@newsroom.example', '이준호'],
    ['dana@newsroom.example', 'Dana Lee'],
  ] as const) {
    await world.signIn(email);
    await call(world, email, name);
  }
  const page = await openTip(world, visit);
  return { world, page, list: page.locator('#mentions'), field: note(page) };
}

test('Behind an @ colleagues are offered, and are chosen by the keyboard', async () => {
  const { page, list, field } = await openNote();
  const button = page.getByRole('button', { name: '메모 남기기', exact: true });
  await field.pressSequentially('전화 @');
  const place = await button.boundingBox();
  const options = list.getByRole('option');
  expect(await options.allInnerTexts()).toEqual([
    expect.stringContaining('Dana Lee'),
    expect.stringContaining('이준호'),
  ]);
  const active = async () =>
    page.locator(`#${await field.getAttribute('aria-activedescendant')}`).innerText();
  expect(await active()).toContain('Dana Lee');
  await field.press('ArrowUp');
  expect(await active()).toContain('이준호');
  expect(await options.nth(1).getAttribute('aria-selected')).toBe('true');
  await field.press('Enter');
  expect(await field.inputValue()).toBe('전화 @이준호');
  expect(await list.isVisible()).toBe(false);
  expect(await field.getAttribute('aria-activedescendant')).toBe(null);
  expect(await button.boundingBox()).toEqual(place);
  await field.pressSequentially('님 @da');
  expect(await options.count()).toBe(1);
  await options.first().click();
  expect(await field.inputValue()).toBe('전화 @이준호님 @Dana Lee ');
  expect(await field.evaluate(one => one === document.activeElement)).toBe(true);
  await field.press('Enter');
  expect(await field.inputValue()).toBe('전화 @이준호님 @Dana Lee \n');
});

test('An address, Escape and a caret elsewhere leave the field to its writer', async () => {
  const { list, field } = await openNote();
  await field.pressSequentially('a@');
  expect(await list.isVisible()).toBe(false);
  await field.pressSequentially(' @d');
  expect(await list.isVisible()).toBe(true);
  await field.press('Home');
  await expect.poll(() => list.isVisible()).toBe(false);
  await field.press('End');
  await field.pressSequentially('a');
  expect(await list.isVisible()).toBe(true);
  await field.press('Escape');
  await field.pressSequentially('n');
  expect(await list.isVisible()).toBe(false);
  await field.press('Enter');
  expect(await field.inputValue()).toBe('a@ @dan\n');
});

test('While a Korean syllable is composed no key chooses', async () => {
  const { page, list, field } = await openNote();
  await field.pressSequentially('@');
  const ime = await page.context().newCDPSession(page);
  await ime.send('Input.imeSetComposition', { text: '이', selectionStart: 1, selectionEnd: 1 });
  expect(await list.getByRole('option').count()).toBe(2);
  await field.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  expect(await field.inputValue()).toBe('@이');
  await ime.send('Input.insertText', { text: '이' });
  await expect.poll(() => list.getByRole('option').count()).toBe(1);
  await field.press('Enter');
  expect(await field.inputValue()).toBe('@이준호');
});

test('Without script the names are typed, and no list stands in the page', async () => {
  const { list, page, field } = await openNote({ javaScript: false });
  await field.pressSequentially('@d');
  expect(await list.isVisible()).toBe(false);
  expect(await field.getAttribute('aria-haspopup')).toBe(null);
  await page.getByText('@와 이름을 적으면 그 사람에게 메일로 알려요.').waitFor();
});
