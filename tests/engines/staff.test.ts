import { expect, test } from 'vitest';
import { giveFile, sendTip } from '../support/kept-file.ts';
import { createWorld, PASSWORD } from '../support/world.ts';
import { inEachEngine } from './engines.ts';
import { arrives, signIn } from './ways.ts';

const NOTE = '전화로 확인함. Called back.';

inEachEngine(openTab => {
  test.each([true, false])(
    'Staff sign in, open a tip from the list and write a note, scripts: %s',
    async javaScript => {
      const world = await createWorld();
      await sendTip(world, { message: '강남역 앞 연기' });
      await giveFile(world, 1, {
        name: '계약서.pdf',
        claimed: 'application/pdf',
        found: { type: 'application/pdf' },
      });
      const tab = await openTab({ javaScript });
      await signIn(world, tab);
      await tab.click('a[href^="/admin/tips/1"]');
      await arrives(tab, /\/admin\/tips\/1\b/);
      await tab.type('#note', NOTE);
      await tab.click('form[action$="/notes"] [type=submit]');
      const staff = await world.signIn();
      const page = async () => (await staff.get('/admin/tips/1').expect(200)).text;
      await expect.poll(page).toContain(NOTE);
    },
  );

  test('A wrong password is told, and the right one leads to the tip that was asked for', async () => {
    const world = await createWorld();
    await sendTip(world);
    await world.signIn('reporter@newsroom.example');
    const tab = await openTab();
    await tab.open(`${world.url}/admin/tips/1`);
    await arrives(tab, /\/admin\/login/);
    await tab.type('[name=email]', 'reporter@newsroom.example');
    await tab.type('[name=password]', 'wrong');
    await tab.press('Enter');
    const told = () => tab.evaluate(`document.querySelector('main').textContent`);
    await expect.poll(told).toMatch(/맞지 않|does not match/);
    await tab.type('[name=password]', PASSWORD);
    await tab.press('Enter');
    await arrives(tab, /\/admin\/tips\/1$/);
  });
});
