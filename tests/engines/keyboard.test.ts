import { expect, test } from 'vitest';
import { z } from 'zod';
import { giveFile, sendTip } from '../support/kept-file.ts';
import { createWorld } from '../support/world.ts';
import type { Tab } from './drivers/tab.ts';
import { inEachEngine, type OpenTab } from './engines.ts';
import { signIn } from './ways.ts';

const stopSchema = z.object({
  name: z.string(),
  isSeen: z.boolean(),
  hasRing: z.boolean(),
  isAgain: z.boolean().optional(),
});
type Stop = z.infer<typeof stopSchema>;

/** More than any page has. */
const MOST = 120;

/** What has the focus, whether it can be seen, and whether a ring is drawn: its own, or of what stands for it. */
const STOP = `(() => {
  const stop = document.activeElement;
  if (stop === null || stop === document.body) return { name: '', isSeen: true, hasRing: true };
  const ringOf = element => [null, '::before', '::after'].some(part => {
    const { content, outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element, part);
    if (part !== null && content === 'none') return false;
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
  });
  const shown = [stop, ...(stop.labels ?? []), stop.parentElement];
  const { width, height } = stop.getBoundingClientRect();
  const name = stop.tagName.toLowerCase() + (stop.name ? '[name=' + stop.name + ']' : '') +
    (stop.type ? '[type=' + stop.type + ']' : '') + ' ' + stop.textContent.trim().slice(0, 30);
  stop.dataset.stops = Number(stop.dataset.stops ?? 0) + 1;
  return { name, isSeen: width * height > 0, hasRing: shown.some(ringOf), isAgain: stop.dataset.stops > 1 };
})()`;

/** Every stop of the Tab key on a page, in order, until it comes round. */
async function stopsOf(tab: Tab): Promise<Stop[]> {
  const stops: Stop[] = [];
  while (stops.length < MOST) {
    await tab.press('Tab');
    const stop = stopSchema.parse(await tab.evaluate(STOP));
    if (stop.name === '' && stops.length === 0) continue;
    if (stop.name === '' || stop.isAgain) return stops;
    stops.push(stop);
  }
  throw new Error(`the Tab key never comes round: ${stops.map(({ name }) => name).join(', ')}`);
}

const namesOf = (stops: readonly Stop[]) => stops.map(({ name }) => name);

function expectRings(stops: readonly Stop[]): void {
  expect(stops.length).toBeGreaterThanOrEqual(3);
  expect(namesOf(stops.filter(({ isSeen, hasRing }) => !isSeen || !hasRing))).toEqual([]);
}

const atForm = async (openTab: OpenTab): Promise<Tab> => {
  const world = await createWorld();
  const tab = await openTab();
  await tab.open(`${world.url}/?lang=en`);
  return tab;
};

inEachEngine(openTab => {
  test('Each stop of the Tab key on the form is seen and has a ring', async () => {
    const tab = await atForm(openTab);
    const stops = await stopsOf(tab);
    expectRings(stops);
    expect(namesOf(stops)).toEqual(expect.arrayContaining([expect.stringContaining('[name=message]')]));
  });

  test('Each stop of the Tab key at the sign-in is seen and has a ring', async () => {
    const world = await createWorld();
    await world.signIn();
    const tab = await openTab();
    await tab.open(`${world.url}/admin/login`);
    expectRings(await stopsOf(tab));
  });

  test.each(['/admin', '/admin/tips/1'])(
    'Each stop of the Tab key at %s is seen and has a ring',
    async path => {
      const world = await createWorld();
      await sendTip(world, { phone: '010-1234-5678', reply_by: 'phone', consent_contact: 'on' });
      await giveFile(world, 1, { found: { type: 'video/mp4' } });
      const tab = await openTab();
      await signIn(world, tab);
      await tab.open(world.url + path);
      expectRings(await stopsOf(tab));
    },
  );
});
