import { expect, test } from 'vitest';
import { SECOND } from '../../support/clock.ts';
import { createWorld, type World } from '../../support/world.ts';
import { fieldsOf, textOf } from '../page.ts';

const post = ({ request }: World, fields: object) => request.post('/tips').type('form').send(fields);
const tips = ({ database }: World) => database.query.selectFrom('tips').select('number').execute();

/** A form that has been open for a while. */
async function openForm(world: World) {
  const form = fieldsOf((await world.request.get('/?lang=en')).text);
  world.clock.move(5 * SECOND);
  return form;
}

test('a browser that fills in the trap at each sending gets its owner’s tip through with the second press', async () => {
  const world = await createWorld();
  const filled = {
    ...(await openForm(world)),
    message: '비밀번호 관리자',
    website: 'https://filled.example',
  };
  const caught = await post(world, filled).expect(422);
  expect(textOf(caught.text)).toContain('Please press send once more');
  expect(fieldsOf(caught.text)).toMatchObject({ message: '비밀번호 관리자', website: '' });
  world.clock.move(2 * SECOND);
  await post(world, { ...fieldsOf(caught.text), website: 'https://filled.example' }).expect(303);
  expect(await tips(world)).toHaveLength(1);
});

test('the script’s sender comes past the trap by the stamp that the answer brings', async () => {
  const world = await createWorld();
  const filled = { ...(await openForm(world)), message: '글', website: 'x' };
  const caught = await post(world, filled).accept('json').expect(422);
  expect(Object.keys(caught.body.errors)).toEqual(['website']);
  world.clock.move(2 * SECOND);
  await post(world, { ...filled, stamp: caught.body.stamp })
    .accept('json')
    .expect(201);
});

test('past the trap is past it: another fault, or a press that is too quick, does not catch again', async () => {
  const world = await createWorld();
  const filled = { ...(await openForm(world)), message: '글', website: 'x' };
  const { stamp } = (await post(world, filled).accept('json')).body;
  const quick = await post(world, { ...filled, stamp })
    .accept('json')
    .expect(422);
  expect(Object.keys(quick.body.errors)).toEqual(['stamp']);
  const empty = await post(world, { ...filled, stamp: quick.body.stamp, message: '' })
    .accept('json')
    .expect(422);
  world.clock.move(2 * SECOND);
  await post(world, { ...filled, stamp: empty.body.stamp })
    .accept('json')
    .expect(201);
});

test('a program that posts blindly is caught each time, with a stamp, without one and with a forged one', async () => {
  const world = await createWorld();
  const filled = { ...(await openForm(world)), message: '광고', website: 'https://spam.example' };
  const { stamp: _, ...bare }: Record<string, unknown> = filled;
  for (const fields of [filled, filled, bare, bare, { ...filled, stamp: '1795410000000 past trap' }]) {
    await post(world, fields).expect(422);
    world.clock.move(10 * SECOND);
  }
  expect(await tips(world)).toEqual([]);
});

test.each([
  ['message', '제 주민번호는 900101-1234568이에요'],
  ['message', '900101 1234568'],
  ['message', '９００１０１－１２３４５６８'],
  ['message', '9001011234568'],
  ['title', '900101-1234568'],
  ['place', '900101-1234568'],
  ['name', '홍길동 900101-1234568'],
  ['chat', '900101-1234568'],
  ['happened_at', '900101-1234568'],
])(
  'without script, a number in %s (“%s”) is told beside it, and a second press sends it',
  async (field, typed) => {
    const world = await createWorld();
    const form = { ...(await openForm(world)), message: '글', consent_contact: 'on', [field]: typed };
    const told = await post(world, form).expect(422);
    expect(told.text).toMatch(new RegExp(`id="${field}-fault">There is something like a resident`));
    expect(fieldsOf(told.text)[field]).toBe(typed);
    expect(await tips(world)).toEqual([]);
    await post(world, { ...fieldsOf(told.text), consent_contact: 'on' }).expect(303);
    expect(await tips(world)).toHaveLength(1);
  },
);

test('what was told with another fault is not told again, and what is no such number never', async () => {
  const world = await createWorld();
  const form = { ...(await openForm(world)), message: '900101-1234568', name: '홍길동' };
  const told = await post(world, form).expect(422);
  expect(told.text).toContain('id="consent_contact-fault">To leave');
  await post(world, { ...fieldsOf(told.text), consent_contact: 'on' }).expect(303);
  const other = await openForm(world);
  await post(world, { ...other, message: '계좌 110-234-567890, 전화 010-1234-5678' }).expect(303);
});

test('a program that no form has asked sends what it has', async () => {
  const world = await createWorld();
  await post(world, { message: '900101-1234568' }).expect(303);
  await post(world, { ...(await openForm(world)), message: '850505-1234567' })
    .accept('json')
    .expect(201);
});
