import { z } from 'zod';
import { VERSION } from '../../version.ts';
import { refused } from './answers/any.ts';
import { ANSWERS } from './answers/named.ts';
import type { Answer, Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';

type Json = { [name: string]: unknown };

/** The document of all operations (https://spec.openapis.org/oas/v3.1.1). `session`: the name of the cookie. */
export const openApiDocument = (session: string): Json => ({
  openapi: '3.1.1',
  info: {
    title: 'Jebo',
    version: VERSION,
    description:
      'The tip desk of a newsroom. Send `Accept: application/json`; a form is sent as it is in a browser. Times are ISO 8601 in UTC. A newer version may add fields, and words to those that a field may hold.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  paths: pathsOf(OPERATIONS),
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', description: "It has its owner's rights as they are now." },
      session: { type: 'apiKey', in: 'cookie', name: session },
    },
    schemas: namedSchemas(),
  },
});

function pathsOf(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method]: described(operation) };
  }
  return paths;
}

const SECURITY = { anybody: [], staff: [{ token: [] }, { session: [] }], session: [{ session: [] }] };

const described = ({
  method,
  path,
  says,
  asks,
  query = {},
  form,
  needs = [],
  answers,
  refused: other,
}: Operation) => ({
  operationId: `${method} ${path}`.replaceAll(/[^a-zA-Z]+(.?)/g, (_all, next: string) => next.toUpperCase()),
  summary: says,
  security: SECURITY[asks],
  parameters: [...inPath(path), ...Object.entries(query).map(([name, field]) => inQuery(name, field))],
  ...(form !== undefined && { requestBody: bodyOf(form, needs) }),
  responses: {
    ...Object.fromEntries(Object.entries(answers).map(([status, answer]) => [status, answerOf(answer)])),
    '4XX': answerOf({ says: 'It is refused, and why.', json: other ?? refused }),
    '5XX': answerOf({ says: 'It could not be done now.', json: refused }),
  },
});

const inPath = (path: string) =>
  [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'number' ? { type: 'integer', minimum: 1 } : { type: 'string' },
  }));

type Field = NonNullable<Operation['form']>[string];

const saysOf = (field: Field) => (typeof field === 'string' ? field : field.says);

const inQuery = (name: string, field: Field) => ({
  name,
  in: 'query',
  description: saysOf(field),
  schema: { type: 'string' },
});

function bodyOf(form: NonNullable<Operation['form']>, needs: readonly string[]) {
  const fields = Object.entries(form);
  const isFile = (field: Field) => typeof field !== 'string' && field.is === 'file';
  const schemaOf = (chosen: typeof fields) => ({
    schema: {
      type: 'object',
      properties: Object.fromEntries(chosen.map(([name, field]) => [name, fieldSchema(field)])),
      ...(needs.length > 0 && { required: needs }),
    },
  });
  const plain = {
    'application/x-www-form-urlencoded': schemaOf(fields.filter(([, field]) => !isFile(field))),
  };
  const parts = fields.some(([, field]) => isFile(field)) && { 'multipart/form-data': schemaOf(fields) };
  return { required: needs.length > 0, content: { ...plain, ...parts } };
}

function fieldSchema(field: Field): Json {
  const description = saysOf(field);
  if (typeof field === 'string') return { type: 'string', description };
  const items =
    field.is === 'file'
      ? { type: 'string', contentMediaType: 'application/octet-stream' }
      : { type: 'string' };
  return { type: 'array', items, description };
}

function answerOf(answer: Answer): Json {
  const described = { description: answer.says };
  if ('json' in answer)
    return { ...described, content: { 'application/json': { schema: schemaOf(answer.json) } } };
  if ('type' in answer) return { ...described, content: { [answer.type]: {} } };
  return { ...described, headers: { Location: { schema: { type: 'string' } } } };
}

const uri = (id: string) => `#/components/schemas/${id}`;

/** What has a name is told by it; of several, one of them. */
function schemaOf(schema: z.ZodType): Json {
  const id = ANSWERS.get(schema)?.id;
  if (id !== undefined) return { $ref: uri(id) };
  if (schema instanceof z.ZodUnion) return { anyOf: schema.options.filter(isSchema).map(schemaOf) };
  throw new Error('an answer of the API has no name');
}

const isSchema = (option: unknown): option is z.ZodType => option instanceof z.ZodType;

function namedSchemas(): Json {
  // What a newer version adds breaks nobody who holds an answer against this.
  const { schemas } = z.toJSONSchema(ANSWERS, {
    uri,
    override({ jsonSchema }) {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, { $id: _id, $schema: _dialect, ...schema }]) => [id, schema]),
  );
}
