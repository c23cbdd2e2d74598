import type { Response } from 'express';
import { refused } from '../../src/web/api/answers/any.ts';
import { ANSWERS } from '../../src/web/api/answers/named.ts';
import type { Operation } from '../../src/web/api/operation.ts';
import { OPERATIONS } from '../../src/web/api/operations.ts';
import { routeOf } from '../../src/web/http/route-of.ts';

/** What the API's table is missing, or has otherwise than the desk answers; and of which operations a success was seen. */
export type WatchedJson = { faults: string[]; seen: Set<string> };

const pathOf = (operation: Operation) => (operation.path === '/admin' ? '/admin/' : operation.path);

export const nameOf = ({ method, path }: Pick<Operation, 'method' | 'path'>) => `${method} ${path}`;

/** Holds every JSON answer of a desk against the table of `src/web/api`. */
export function watchJson(pages: unknown, watched: WatchedJson): void {
  const answers: unknown = Reflect.get(Object(pages), 'response');
  const json: unknown = Reflect.get(Object(answers), 'json');
  if (typeof answers !== 'object' || answers === null || typeof json !== 'function')
    throw new Error('these are no pages of Express');
  Reflect.set(answers, 'json', function (this: Response, body: unknown) {
    look(watched, this, body);
    return Reflect.apply(json, this, [body]);
  });
}

function look({ faults, seen }: WatchedJson, { req, statusCode }: Response, body: unknown): void {
  const route = `${req.method === 'HEAD' ? 'get' : req.method.toLowerCase()} ${routeOf(req)}`;
  const operation = OPERATIONS.find(one => `${one.method} ${pathOf(one)}` === route);
  const isRefused = statusCode >= 400;
  const answer = operation?.answers[statusCode];
  const ofSuccess = answer !== undefined && 'json' in answer ? answer.json : null;
  const schema = isRefused ? (operation?.refused ?? refused) : ofSuccess;
  const told = `${route} answered ${statusCode} with JSON`;
  if (schema === null) {
    faults.push(`${told}, and src/web/api has no such answer. Add it to the table there.`);
    return;
  }
  // As it goes out.
  const parsed = schema.safeParse(JSON.parse(JSON.stringify(body)));
  if (!parsed.success)
    faults.push(
      `${told} that is no ${ANSWERS.get(schema)?.id ?? 'answer'} of src/web/api: ${parsed.error.message}`,
    );
  else if (!isRefused && operation !== undefined) seen.add(nameOf(operation));
}
