import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { packageRoot } from '../../../src/version.ts';
import { openApiDocument } from '../../../src/web/api/openapi.ts';
import { OPERATIONS } from '../../../src/web/api/operations.ts';
import { type Route, staffRoutesOf } from '../../support/staff-routes.ts';
import { nameOf } from '../../support/watch-json.ts';
import { createWorld } from '../../support/world.ts';

/** Pages for people, which answer no JSON of their own. */
const PAGES = [
  'get /admin/login',
  'post /admin/login',
  'post /admin/logout',
  'get /admin/login/second-factor',
  'post /admin/login/second-factor',
  'post /admin/login/passkey',
  'get /admin/setup/:token',
  'post /admin/setup/:token',
  'post /admin/confirmation',
  'post /admin/settings/preview',
  'get /admin/help',
  'get /admin/keys',
  'get /admin/live/list',
  'post /admin/tips/:number/presence',
  'get /admin/welcome',
  'post /admin/welcome/test-mail',
  'get /admin/welcome/form-qr.svg',
  'get /admin/welcome/form-qr.png',
  'get /admin/tips/:number/forgetting',
  'get /admin/tips/:number/files/:id/large',
];

const staffRoutes = async () =>
  staffRoutesOf(await createWorld()).map(({ method, path }: Route) =>
    nameOf({ method: method === 'post' ? 'post' : 'get', path: path === '/' ? '/admin' : `/admin${path}` }),
  );

const ofStaff = OPERATIONS.map(nameOf).filter(name => name.includes(' /admin'));

test('Every route of staff is in the table of the API, or a page for people, and no other is', async () => {
  expect([...ofStaff, ...PAGES].toSorted()).toEqual((await staffRoutes()).toSorted());
  expect(new Set(OPERATIONS.map(nameOf)).size).toBe(OPERATIONS.length);
});

test('The document is right by OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  const validator = new Validator();
  const found = await validator.validate(openApiDocument('jebo'));
  expect(found).toMatchObject({ valid: true });
  expect(validator.version).toBe('3.1');
  expect(() => validator.resolveRefs()).not.toThrow();
  // A document that is wrong is found to be.
  expect(
    await new Validator().validate({ ...openApiDocument('jebo'), paths: { '/': { get: { responses: 1 } } } }),
  ).toMatchObject({ valid: false });
});

test('Anybody may read it, and it is the same for all', async () => {
  const world = await createWorld();
  const { body, headers } = await world.request.get('/openapi.json').expect(200);
  expect(headers['content-type']).toContain('application/json');
  expect(body).toEqual(JSON.parse(JSON.stringify(openApiDocument('jebo'))));
  expect(body.paths['/admin/tips/{number}/closure'].post.security).toEqual([{ token: [] }, { session: [] }]);
  expect(body.paths['/admin/tips/{number}/forgetting'].post.security).toEqual([{ session: [] }]);
  expect(body.paths['/tips'].post.security).toEqual([]);
});

/** The routes of which a paper tells, as `GET /admin/tips/12`; `…` stands for the beginning of the one before. */
function routesIn(paper: string): { method: string; path: string }[] {
  const lines = paper.split('\n').filter(line => /^(\||#)/.test(line));
  return lines.flatMap(line => {
    const cell = line.startsWith('|') ? (line.split(' | ')[0] ?? '') : line;
    let [methods, waiting]: [string[], string[]] = [[], []];
    return [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, span = '']) => {
      const [, method, withMethod] = /^(GET|POST)(?: (\S+))?$/.exec(span) ?? [];
      if (method !== undefined) waiting.push(method);
      const path = withMethod ?? span;
      if (!/^[/…]/.test(path)) return [];
      if (waiting.length > 0) [methods, waiting] = [waiting, []];
      return methods.map(one => ({ method: one.toLowerCase(), path: asPattern(path) }));
    });
  });
}

const asPattern = (path: string) =>
  path
    .replace(/\/12(?=\/|$)/, '/:number')
    .replace(/\/files\/ID/, '/files/:id')
    .replace(/\/messages\/ID/, '/messages/:message')
    .replace(/\/staff\/ID/, '/staff/:person')
    .replace(/\/views\/ID/, '/views/:view')
    .replace(/\/ready-answers\/ID/, '/ready-answers/:answer')
    .replace(/\/SLUG(?=\/|$)/, '/:slug')
    .replace(/\/TOKEN$/, '/:token');

const told = routesIn(readFileSync(join(packageRoot, 'docs/api.md'), 'utf8'));

test('docs/api.md tells of all that the API has', () => {
  const isTold = ({ method, path }: { method: string; path: string }) =>
    told.some(
      one =>
        one.method === method &&
        (one.path === path || (one.path.startsWith('…') && path.endsWith(one.path.slice(1)))),
    );
  expect(OPERATIONS.filter(operation => !isTold(operation)).map(nameOf)).toEqual([]);
});

test('docs/api.md tells of no route of staff that is not there', async () => {
  const routes = await staffRoutes();
  const named = told.filter(({ path }) => path.startsWith('/admin'));
  expect(named.length).toBeGreaterThan(20);
  expect(named.map(({ method, path }) => `${method} ${path}`).filter(name => !routes.includes(name))).toEqual(
    [],
  );
});
