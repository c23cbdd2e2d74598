import type { World } from './world.ts';

export type Route = { method: string; path: string };

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function member(value: unknown, name: string): unknown {
  const holds = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return holds ? Reflect.get(value, name) : undefined;
}

/** The routes of each router that Express holds, those within it included. */
function routesOf(router: unknown): Route[] {
  const stack = member(router, 'stack');
  if (!isList(stack)) return [];
  return stack.flatMap(layer => {
    const route = member(layer, 'route');
    if (route === undefined) return routesOf(member(layer, 'handle'));
    const steps = member(route, 'stack');
    const methods = new Set(isList(steps) ? steps.map(step => String(member(step, 'method'))) : []);
    return [...methods].map(method => ({ method, path: String(member(route, 'path')) }));
  });
}

/** All routes under `/admin`, by the path below it. */
export function staffRoutesOf(world: World): Route[] {
  const layers = member(member(world.app.pages, 'router'), 'stack');
  const all = isList(layers) ? layers.map(layer => routesOf(member(layer, 'handle'))) : [];
  return all.find(routes => routes.some(({ path }) => path === '/login')) ?? [];
}
