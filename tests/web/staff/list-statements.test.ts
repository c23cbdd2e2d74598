import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer } from 'node:http';
import { DefaultQueryExecutor } from 'kysely';
import supertest, { type Agent } from 'supertest';
import { beforeAll, expect, test } from 'vitest';
import { createWorld, PASSWORD, type World } from '../../support/world.ts';

/** What the database is asked on behalf of one request alone: jobs ask at any time. */
const asked = new AsyncLocalStorage<string[]>();

beforeAll(() => {
  const { executeQuery } = DefaultQueryExecutor.prototype;
  DefaultQueryExecutor.prototype.executeQuery = new Proxy(executeQuery, {
    apply(execute, executor, [query, ...rest]: Parameters<typeof executeQuery>) {
      asked.getStore()?.push(query.sql);
      return Reflect.apply(execute, executor, [query, ...rest]);
    },
  });
  return () => {
    DefaultQueryExecutor.prototype.executeQuery = executeQuery;
  };
});

/** Signed in at the pages of the desk, with a list of more than a page and a saved view. */
async function deskWithPage() {
  const world = await createWorld();
  await world.signIn();
  const told: string[] = [];
  const pages = createServer((request, response) =>
    asked.run(told, () => world.app.pages(request, response)),
  );
  const agent = supertest.agent(pages);
  await agent
    .post('/admin/login')
    .set('Origin', world.config.publicUrl)
    .type('form')
    .send({ email: 'editor@newsroom.example', password: PASSWORD })
    .expect(303);
  await addTips(world);
  const view = agent.post('/admin/views').set('Origin', world.config.publicUrl).type('form');
  await view.send({ name: '주말판', query: 'view=new&has=file', shared: 'on' }).expect(303);
  return { agent, told };
}

async function addTips(world: World) {
  for (let count = 0; count < 51; count++)
    await world.request
      .post('/tips')
      .type('form')
      .send({ message: `글 ${count}` })
      .expect(303);
}

/** Of the second time: what is noted once in some minutes is noted then. */
async function statementsOf(agent: Agent, told: string[], path: string, type: string): Promise<string[]> {
  await agent.get(path).accept(type).expect(200);
  told.length = 0;
  const { text } = await agent.get(path).accept(type).expect(200);
  expect(text).toContain('글 50');
  return [...told];
}

/** It may become less. What is asked for each page anew costs each person at each click, and on a network each time. */
const MOST = { page: 16, json: 10 };

test('The list asks the database no more often than it did, be it as a page or as JSON', async () => {
  const { agent, told } = await deskWithPage();
  const page = await statementsOf(agent, told, '/admin', 'html');
  expect(page.length, page.join('\n')).toBeLessThanOrEqual(MOST.page);
  const json = await statementsOf(agent, told, '/admin', 'json');
  expect(json.length, json.join('\n')).toBeLessThanOrEqual(MOST.json);
  expect(json.length).toBeGreaterThan(3);
});

test('The mail’s health is asked once for a page of the list', async () => {
  const { agent, told } = await deskWithPage();
  const page = await statementsOf(agent, told, '/admin', 'html');
  expect(page.filter(sql => /count.*"outbox"/s.test(sql))).toHaveLength(1);
});
