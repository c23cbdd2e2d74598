import { expect, test } from 'vitest';
import { type Route, staffRoutesOf } from '../../support/staff-routes.ts';
import { createWorld } from '../../support/world.ts';

const patternOf = ({ path }: Route) =>
  new RegExp(`^/admin${path.replace(/^\/$/, '').replaceAll(/:\w+/g, '[^/]+')}$`);

/** Where this leads after the sign-in that it asks for; null where it asks for none. */
const nextOf = (location: string | undefined): string | null => {
  const { pathname, searchParams } = new URL(location ?? '', 'http://desk.invalid');
  const next = searchParams.get('next');
  return pathname === '/admin/login' && next !== null ? new URL(next, 'http://desk.invalid').pathname : null;
};

test('Who is signed out as they send something is led to a page that is there', async () => {
  const world = await createWorld();
  const routes = staffRoutesOf(world);
  const pages = routes.filter(({ method }) => method === 'get').map(patternOf);
  const ledTo = new Map<string, string>();
  for (const { path } of routes.filter(({ method }) => method === 'post')) {
    const sent = world.request.post(`/admin${path.replaceAll(/:\w+/g, '1')}`).redirects(0);
    const next = nextOf((await sent.ok(() => true)).headers['location']);
    if (next !== null) ledTo.set(path, next);
  }
  expect(ledTo.size).toBeGreaterThan(30);
  expect([...ledTo].filter(([, next]) => !pages.some(page => page.test(next)))).toEqual([]);
});

test('A page that answers what was sent is there in the other language too', async () => {
  const world = await createWorld();
  const staff = await world.signIn();
  await world.request.post('/tips').type('form').send({ message: '글' }).expect(303);
  const routes = staffRoutesOf(world);
  const pages = routes.filter(({ method }) => method === 'get').map(patternOf);
  const others = new Map<string, string>();
  for (const { path } of routes.filter(({ method, path }) => method === 'post' && path !== '/logout')) {
    const sent = staff.post(`/admin${path.replaceAll(/:\w+/g, '1')}`).redirects(0);
    const { text } = await sent.ok(() => true);
    const [, href] = / href="(\/admin[^"?]*)\?[^"]*lang=en"/.exec(text) ?? [];
    if (href !== undefined) others.set(path, href);
  }
  expect(others.size).toBeGreaterThan(15);
  expect([...others].filter(([, href]) => !pages.some(page => page.test(href)))).toEqual([]);
});
