import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import type { Database, Query } from '../../src/db/database.ts';
import { keepFact, PLAIN_PAGES, readFact } from '../../src/db/desk-facts.ts';
import { migrate, migrationsFor, openDatabase } from '../../src/db/open.ts';
import { openPostgres } from '../../src/db/postgres/postgres.ts';
import { openSqlite } from '../../src/db/sqlite/sqlite.ts';
import { readRole } from '../../src/staff/roles.ts';
import { factorsOf } from '../../src/staff/second-factor/factors.ts';
import { loadOwnRetention } from '../../src/tips/end/periods.ts';
import { bareTip } from '../support/bare-tip.ts';
import { whenDone } from '../support/cleanup.ts';
import { freshDatabase, freshSettings } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('a number once given is not given again, even when its tip was rolled back or deleted', async () => {
  const database = await freshDatabase();
  const insert = (hash: string) =>
    database.write(trx =>
      trx.insertInto('tips').values(tipRow(hash)).returning('number').executeTakeFirstOrThrow(),
    );
  const first = await insert('a');
  await expect(
    database.write(async trx => {
      await trx.insertInto('tips').values(tipRow('b')).execute();
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await database.write(trx => trx.deleteFrom('tips').execute());
  expect((await insert('c')).number).toBeGreaterThan(first.number);
});

test('of works that are written at once, one that fails leaves nothing, and the others are kept', async () => {
  const database = await freshDatabase();
  const write = (hash: string, then: () => void) =>
    database.write(async trx => {
      await trx.insertInto('tips').values(tipRow(hash)).execute();
      then();
    });
  const fail = () => {
    throw new Error('refused');
  };
  const works = [write('a', () => {}), write('b', fail), write('c', () => {})];
  expect((await Promise.allSettled(works)).map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
  ]);
  const rows = await database.query.selectFrom('tips').select('receipt_hash as hash').execute();
  expect(rows.map(({ hash }) => hash).sort()).toEqual(['a', 'c']);
});

test('times and counts come back as numbers', async () => {
  const database = await freshDatabase();
  await database.write(trx => trx.insertInto('tips').values(tipRow('a')).execute());
  const row = await database.query
    .selectFrom('tips')
    .select(({ fn }) => ['received_at', fn.countAll<number>().as('count')])
    .groupBy('received_at')
    .executeTakeFirst();
  expect(row).toEqual({ received_at: 1_795_000_000_000, count: 1 });
});

test('a fact keeps its first value', async () => {
  const database = await freshDatabase();
  expect(await keepFact(database, 'key fingerprint', 'a')).toBe('a');
  expect(await keepFact(database, 'key fingerprint', 'b')).toBe('a');
});

test('two processes that start at once on an empty database both find it migrated', async () => {
  const [settings, folder] = [await freshSettings({ migrated: false }), await temporaryFolder()];
  const opened = await Promise.all([openDatabase(settings, folder), openDatabase(settings, folder)]);
  whenDone(() => Promise.all(opened.map(database => database.close())).then(() => {}));
  for (const database of opened)
    expect(await database.query.selectFrom('tips').selectAll().execute()).toEqual([]);
});

/** For each migration, what stood in the database before it and must be there after. A migration without one fails. */
const carried: Record<
  string,
  { before(database: Database): Promise<unknown>; after(database: Database): Promise<unknown> }
> = {
  '0001-first-desk': {
    async before() {},
    async after(database) {
      await database.write(trx => trx.insertInto('tips').values(tipRow('a')).execute());
      expect(await database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
    },
  },
  '0002-uploads-and-inspections': {
    before: database =>
      database.write(async trx => {
        const { number: tip } = await trx.selectFrom('tips').select('number').executeTakeFirstOrThrow();
        await trx
          .insertInto('files')
          .values({ ...fileRow, tip })
          .execute();
      }),
    async after(database) {
      const owed = await database.query.selectFrom('outbox').selectAll().execute();
      expect(owed).toMatchObject([{ kind: 'inspect file', subject: fileRow.id, state: 'owed', attempts: 0 }]);
      expect(await database.query.selectFrom('files').selectAll().execute()).toMatchObject([fileRow]);
    },
  },
  '0003-outbox-by-kind': {
    async before() {},
    async after(database) {
      expect(await database.query.selectFrom('outbox').select('kind').execute()).toEqual([
        { kind: 'inspect file' },
      ]);
    },
  },
  '0004-what-was-seen-and-what-is-missing': {
    before: database =>
      database.write(async trx => {
        const { number } = await trx.selectFrom('tips').select('number').executeTakeFirstOrThrow();
        const file = fileRow.id;
        await sql`insert into events (tip, kind, at) values (${number}, 'received', 1)`.execute(trx);
        await sql`insert into inspections (file, at, broken, details) values (${file}, 1, 0, '{}')`.execute(
          trx,
        );
        await sql`insert into scans (file, at, verdict) values (${file}, 1, 'waiting')`.execute(trx);
      }),
    async after({ query }) {
      expect(await query.selectFrom('events').selectAll().execute()).toMatchObject([
        { kind: 'received', file: null },
      ]);
      expect(await query.selectFrom('inspections').selectAll().execute()).toMatchObject([
        { file: fileRow.id, shortfall: null },
      ]);
      expect(await query.selectFrom('scans').selectAll().execute()).toMatchObject([
        { file: fileRow.id, failures: 0 },
      ]);
    },
  },
  '0005-upload-holds': {
    before: database =>
      database.write(async trx => {
        const { id, size, claimed_type, name } = fileRow;
        await sql`
          insert into uploads (id, size, arrived, claimed_type, begun_at, last_at, name)
          values (${id}, ${size}, 0, ${claimed_type}, 1, 1, ${name})`.execute(trx);
      }),
    async after({ query }) {
      expect(await query.selectFrom('uploads').selectAll().execute()).toMatchObject([
        { id: fileRow.id, name: fileRow.name, arrived: 0, held_by: null, held_until: null },
      ]);
    },
  },
  '0006-files-in-s3': {
    async before() {},
    async after({ query }) {
      // Files of before are where they were, and none of them is on its way.
      expect(await query.selectFrom('files').selectAll().execute()).toMatchObject([fileRow]);
      for (const table of ['s3_incoming', 's3_parts'] as const)
        expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  },
  '0007-staff-roles': {
    before: database =>
      database.write(trx =>
        sql`insert into staff (id, email, created_at) values ('e', 'editor@example.kr', 1)`.execute(trx),
      ),
    async after({ query }) {
      expect(await query.selectFrom('staff').selectAll().execute()).toMatchObject([
        { email: 'editor@example.kr', role: 'staff' },
      ]);
    },
  },
  '0008-why-links-ended': {
    before: database =>
      database.write(trx =>
        sql`insert into setup_links (token_hash, staff_id, expires_at) values ('h', 'e', 1)`.execute(trx),
      ),
    async after({ query }) {
      expect(await query.selectFrom('setup_links').selectAll().execute()).toMatchObject([
        { staff_id: 'e', ended: null },
      ]);
    },
  },
  '0009-drafts': {
    before: database =>
      database.write(trx =>
        sql`insert into notes (id, tip, staff_id, at, body) values ('n', 1, 'e', 1, '메모')`.execute(trx),
      ),
    async after({ query }) {
      expect(await query.selectFrom('notes').selectAll().execute()).toMatchObject([{ body: '메모' }]);
      expect(await query.selectFrom('drafts').selectAll().execute()).toEqual([]);
    },
  },
  '0010-processes-and-accounts': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('processes').selectAll().execute()).toEqual([]);
      expect(await query.selectFrom('staff').selectAll().execute()).toMatchObject([
        { id: 'e', signed_in_at: null, ended_at: null },
      ]);
    },
  },
  '0011-time-taken': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('inspections').select('took').execute()).toEqual([{ took: null }]);
    },
  },
  '0011-zip-checksums': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('files').select('crc32').execute()).toEqual([{ crc32: null }]);
      for (const table of ['uploads', 's3_parts'] as const)
        await query.selectFrom(table).select('crc32').execute();
    },
  },
  '0012-pauses': {
    before: database =>
      database.write(trx =>
        sql`insert into outbox (id, kind, subject, position, state, attempts, due, created_at)
            values ('o', 'tip mail', '1', 1, 'set aside', 1, 1, 1)`.execute(trx),
      ),
    async after({ query }) {
      const mails = query.selectFrom('outbox').selectAll().where('id', '=', 'o');
      expect(await mails.execute()).toMatchObject([{ state: 'set aside', refused_since: null }]);
      expect(await query.selectFrom('pauses').selectAll().execute()).toEqual([]);
    },
  },
  '0013-broken-off': {
    before: async () => {},
    async after({ query }) {
      const mails = query.selectFrom('outbox').selectAll().where('id', '=', 'o');
      expect(await mails.execute()).toMatchObject([{ state: 'set aside', broken_off: 0 }]);
    },
  },
  '0014-known-places': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('known_places').selectAll().execute()).toEqual([]);
      expect(await query.selectFrom('staff').select('id').execute()).toEqual([{ id: 'e' }]);
    },
  },
  '0015-forgetting-on-time': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('tips').select(['outcome', 'reader_at']).execute()).toEqual([
        { outcome: null, reader_at: 1_795_000_000_000 },
      ]);
      for (const table of ['closures', 'holds', 'forgettings'] as const)
        expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  },
  '0017-notices-of-forgetting': {
    before: database =>
      database.write(trx =>
        sql`insert into forgettings (tip, at, destroyed, digest) values (1, 1, '{}', 'd')`.execute(trx),
      ),
    async after({ query }) {
      expect(await query.selectFrom('forgettings').selectAll().execute()).toMatchObject([
        { tip: 1, digest: 'd', tip_digest: null },
      ]);
      for (const table of ['notices', 'announcements'] as const)
        expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  },
  '0018-seal-keys': {
    before: async () => {},
    async after({ query }) {
      for (const table of ['seal_keys', 'tip_keys'] as const)
        expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  },
  '0019-process-keys': {
    async before({ query }) {
      await sql`insert into processes (id, version, started_at, seen_at) values ('p', '0.3.0', 1, 2)`.execute(
        query,
      );
    },
    async after({ query }) {
      expect(await query.selectFrom('processes').selectAll().execute()).toEqual([
        { id: 'p', version: '0.3.0', secret_key: null, started_at: 1, seen_at: 2 },
      ]);
    },
  },
  '0020-sealed-files': {
    before: async () => {},
    async after({ query }) {
      // A file of before stands as it was sent.
      expect(await query.selectFrom('files').selectAll().execute()).toMatchObject([
        { ...fileRow, wrapped: null, sealed: null },
      ]);
      expect(await query.selectFrom('inspections').selectAll().execute()).toMatchObject([
        { thumbnail_wrapped: null, copy_wrapped: null },
      ]);
    },
  },
  '0021-sealed-content': {
    before: database =>
      database.write(async trx => {
        const { number } = await trx.selectFrom('tips').select('number').executeTakeFirstOrThrow();
        const { staff_id } = await trx.selectFrom('notes').select('staff_id').executeTakeFirstOrThrow();
        await trx.updateTable('tips').set({ headline: '제목' }).execute();
        await sql`insert into messages (id, tip, direction, channel, at, body) values ('m', ${number}, 'in', 'form', 1, '글')`.execute(
          trx,
        );
        await sql`insert into contacts (id, tip, way, typed, may_reply) values ('c', ${number}, 'phone', '010', 1)`.execute(
          trx,
        );
        await sql`insert into closures (tip, article) values (${number}, 'https://news.example')`.execute(
          trx,
        );
        await sql`insert into holds (tip, staff_id, at, reason) values (${number}, ${staff_id}, 1, '소송')`.execute(
          trx,
        );
      }),
    async after({ query }) {
      // What an older version wrote stands where it stood, until it is sealed.
      const inPlain = {
        tips: { headline: '제목' },
        messages: { body: '글', sealed: null },
        contacts: { typed: '010', parsed: null, sealed: null },
        notes: { body: '메모', sealed: null },
        closures: { article: 'https://news.example', sealed: null },
        holds: { reason: '소송', sealed: null },
        inspections: { details: '{}', sealed: null },
        scans: { verdict: 'waiting', signature: null, sealed: null },
      } as const;
      for (const [table, row] of Object.entries(inPlain))
        expect(await rowsOf(query, table), table).toMatchObject([row]);
      for (const table of ['tip_heads', 'search_due']) expect(await rowsOf(query, table)).toEqual([]);
      // Whatever becomes of it, it leaves older pages behind.
      expect(await readFact(query, PLAIN_PAGES)).not.toBeNull();
    },
  },
  '0022-moved-files': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('files').selectAll().execute()).toMatchObject([
        { ...fileRow, stored: null },
      ]);
    },
  },
  '0025-roles-and-topics': {
    before: async () => {},
    async after({ query, write }) {
      expect(await rowsOf(query, 'tips')).toMatchObject([{ topic: null, assignee: null }]);
      // Whoever had an account may still do all.
      const accounts = await query.selectFrom('staff').select('role').execute();
      expect(accounts.map(({ role }) => readRole(role))).toEqual(['admin']);
      const ofNone = write(trx => sql`update tips set topic = 'none'`.execute(trx));
      await expect(ofNone).rejects.toThrow(/foreign key/i);
    },
  },
  '0027-history': {
    before: async () => {},
    async after(database) {
      const { query } = database;
      const events = () => query.selectFrom('events').selectAll().orderBy('id').execute();
      const before = await events();
      expect(before).toMatchObject([{ kind: 'received', subject: null, detail: null }]);
      const ofNoTip = { tip: null, kind: 'signed in', staff_id: null, at: 1, subject: 'someone' };
      await database.write(trx => trx.insertInto('events').values(ofNoTip).execute());
      expect((await events()).slice(before.length)).toMatchObject([ofNoTip]);
      // A tip that is not there has no history, before and after.
      const ofNone = { ...ofNoTip, tip: 999 };
      const wrong = database.write(trx => trx.insertInto('events').values(ofNone).execute());
      await expect(wrong).rejects.toThrow(/foreign key/i);
    },
  },
  '0028-named-sessions-and-tokens': {
    before: ({ write }) =>
      write(trx =>
        sql`insert into sessions (token_hash, staff_id, created_at, expires_at) values ('s', 'e', 1, 2)`.execute(
          trx,
        ),
      ),
    async after({ query }) {
      expect(await query.selectFrom('sessions').selectAll().execute()).toMatchObject([
        { token_hash: 's', name: null, confirmed_at: null },
      ]);
      expect(await query.selectFrom('api_tokens').selectAll().execute()).toEqual([]);
    },
  },
  '0029-second-factor': {
    before: async () => {},
    // Whoever had an account signs in by the password alone, as before.
    async after({ query }) {
      for (const table of ['totp', 'recovery_codes'] as const)
        expect(await query.selectFrom(table).selectAll().execute()).toEqual([]);
    },
  },
  '0032-passkeys': {
    before: ({ write }) =>
      write(async trx => {
        const { id } = await trx.selectFrom('staff').select('id').executeTakeFirstOrThrow();
        const totp = { staff_id: id, master: 1, sealed: 's', added_at: 7, last_step: 1 };
        await trx.insertInto('totp').values(totp).execute();
      }),
    async after({ query }) {
      const { id } = await query.selectFrom('staff').select('id').executeTakeFirstOrThrow();
      expect(await factorsOf(query, id)).toEqual({ appSince: 7, passkeys: [], codesLeft: 0 });
    },
  },
  '0030-people': {
    before: ({ write }) =>
      write(trx =>
        sql`insert into setup_links (token_hash, staff_id, expires_at) values ('l', 'e', 1)`.execute(trx),
      ),
    async after({ query }) {
      const unsaid = { name: null, lang: null, version: null };
      expect(await query.selectFrom('staff').selectAll().execute()).toMatchObject([unsaid]);
      const links = await query.selectFrom('setup_links').selectAll().where('token_hash', '=', 'l').execute();
      expect(links).toMatchObject([{ invitation: null, made_by: null, made_at: null }]);
    },
  },
  '0035-daily-mails': {
    before: async () => {},
    async after({ query }) {
      expect(await query.selectFrom('daily_mails').selectAll().execute()).toEqual([]);
    },
  },
  '0033-ended-topics': {
    before: ({ write }) =>
      write(trx =>
        sql`insert into topics (slug, position, name_ko, name_en, hint_ko, hint_en, inbox, confidential, hides_contacts, version)
          values ('incidents', 0, '사건', 'Incidents', '', '', '', 0, 0, 1)`.execute(trx),
      ),
    // Readers are offered what they were.
    async after({ query }) {
      expect(await rowsOf(query, 'topics')).toMatchObject([{ slug: 'incidents', ended_at: null }]);
    },
  },
  '0034-retention-of-topics': {
    before: async () => {},
    // Its tips are kept as they were.
    async after({ query }) {
      expect(await loadOwnRetention(query)).toEqual(new Map());
    },
  },
  '0037-takers-of-tips': {
    before: ({ write }) =>
      write(trx =>
        sql`update tips set state = 'open', state_by = 'e', assignee = null
          where number = (select min(number) from tips)`.execute(trx),
      ),
    async after({ query }) {
      const taken = query.selectFrom('tips').select(['state_by', 'assignee']).where('state', '=', 'open');
      expect(await taken.orderBy('number').execute()).toContainEqual({ state_by: 'e', assignee: 'e' });
    },
  },
  '0038-search-runs': {
    before: async () => {},
    // What is there is put into it by itself, in the background.
    async after({ query }) {
      for (const table of ['search_runs', 'search_bins', 'search_building'])
        expect(await rowsOf(query, table)).toEqual([]);
    },
  },
  '0039-work-on-tips': {
    before: async () => {},
    // Nobody had called a tip important, nor set a day for it.
    async after({ query }) {
      const unsaid = { importance: 0, remind_on: null, duplicate_of: null, staff_at: null, changed_at: null };
      expect(await rowsOf(query, 'tips')).toMatchObject([unsaid]);
    },
  },
  '0040-lists-of-tips': {
    before: async () => {},
    // What its files were is sealed: they are known by what was made of them.
    async after({ query }) {
      expect(await query.selectFrom('files').select('media').distinct().execute()).toEqual([{ media: 0 }]);
    },
  },
  '0041-changes-of-many': {
    before: async () => {},
    // Nobody had changed many at once.
    async after({ query }) {
      for (const table of ['bulk_changes', 'changed_tips']) expect(await rowsOf(query, table)).toEqual([]);
    },
  },
  '0042-tags-and-checks': {
    before: async () => {},
    // Nobody had said that one is disturbing.
    async after({ query }) {
      const files = await rowsOf(query, 'files');
      expect(files).not.toEqual([]);
      for (const file of files) expect(file).toMatchObject({ disturbing: 0 });
    },
  },
  '0043-mails-to-colleagues': {
    before: async () => {},
    // Nobody had said that they want none.
    async after({ query }) {
      const staff = await rowsOf(query, 'staff');
      expect(staff).not.toEqual([]);
      const all = { mails_assigned: 1, mails_mentioned: 1 };
      for (const row of staff) expect(row).toMatchObject(all);
    },
  },
  '0044-saved-views': {
    before: async () => {},
    // Nobody had called a list by a name.
    async after({ query }) {
      expect(await rowsOf(query, 'saved_views')).toEqual([]);
    },
  },
  '0045-mails-of-reminders': {
    before: async () => {},
    async after({ query }) {
      const staff = await rowsOf(query, 'staff');
      expect(staff).not.toEqual([]);
      for (const row of staff) expect(row).toMatchObject({ mails_reminders: 1 });
    },
  },
  // An index alone.
  '0046-mentions-of-tips': { before: async () => {}, after: async () => {} },
  '0047-leads-to-tips': { before: async () => {}, after: async () => {} },
  '0048-talks-with-readers': {
    before: async () => {},
    // No reader has come back yet: what the form said stands, and all files came with the first message.
    async after({ query }) {
      for (const tip of await rowsOf(query, 'tips'))
        expect(tip).toMatchObject({ permission: null, talk_ended: null, withdrawn_since: null });
      for (const file of await rowsOf(query, 'files')) expect(file).toMatchObject({ message: null });
      for (const row of await rowsOf(query, 'staff')) expect(row).toMatchObject({ mails_reader: 1 });
    },
  },
  '0049-answers-to-readers': {
    before: async () => {},
    // Nobody has answered yet: all that was said is the readers'.
    async after({ query }) {
      const messages = await rowsOf(query, 'messages');
      expect(messages).not.toEqual([]);
      for (const row of messages)
        expect(row).toMatchObject({ staff_id: null, way: null, shown_at: null, taken_away_at: null });
    },
  },
  '0050-turns-of-talks': {
    before: async () => {},
    // Nobody had written to a reader.
    async after({ query }) {
      for (const tip of await rowsOf(query, 'tips')) expect(tip).toMatchObject({ staff_at: null });
    },
  },
  '0053-calls': {
    before: async () => {},
    // Staff had written no call down.
    async after({ query }) {
      for (const row of await rowsOf(query, 'messages')) expect(row).toMatchObject({ call: null });
      expect(await rowsOf(query, 'call_drafts')).toEqual([]);
    },
  },
  '0054-facts-in-lists': { before: async () => {}, after: async () => {} },
  '0056-answers-not-needed': {
    before: async () => {},
    // Whoever had written was to be answered.
    async after({ query }) {
      for (const tip of await rowsOf(query, 'tips')) expect(tip).toMatchObject({ no_answer_at: null });
    },
  },
};

const rowsOf = async (query: Query, table: string) =>
  (await sql<object>`select * from ${sql.table(table)}`.execute(query)).rows;

async function unmigratedDatabase(): Promise<Database> {
  const settings = await freshSettings({ migrated: false });
  const database =
    settings.engine === 'postgres'
      ? openPostgres(settings.url, () => {})
      : await openSqlite(join(await temporaryFolder(), 'jebo.db'));
  whenDone(() => database.close());
  return database;
}

test('every migration carries its data, and running them again changes nothing', async () => {
  const database = await unmigratedDatabase();
  for (const name of Object.keys(migrationsFor(database.engine))) {
    expect(carried[name], `${name} has no test that carries data through it`).toBeDefined();
    await carried[name]?.before(database);
    await migrate(database, name);
    await carried[name]?.after(database);
  }
  await migrate(database);
  expect(await database.query.selectFrom('tips').select('number').execute()).toHaveLength(1);
});

const fileRow = {
  id: 'f'.repeat(32),
  position: 0,
  size: 1,
  sha256: '0'.repeat(64),
  claimed_type: 'image/jpeg',
  name: '사진.jpg',
};

const tipRow = (hash: string) => ({
  ...bareTip(),
  receipt_hash: hash,
  received_at: 1_795_000_000_000,
  state_since: 1_795_000_000_000,
});

test.each(['idle', 'at work'])(
  'a connection that is lost while it is %s is replaced, and ends nothing',
  async when => {
    const lost: Error[] = [];
    const database = await openDatabase(await freshSettings(), await temporaryFolder(), error =>
      lost.push(error),
    );
    whenDone(() => database.close());
    if (database.engine === 'postgres') {
      const killOthers = sql`select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
      if (when === 'at work') {
        const work = database.write(async trx => {
          await sql`select 1`.execute(trx);
          await killOthers.execute(database.query);
          await sql`select 1`.execute(trx);
        });
        await expect(work).rejects.toThrow();
      } else {
        await Promise.all([1, 2].map(() => sql`select pg_sleep(0.05)`.execute(database.query)));
        await killOthers.execute(database.query);
      }
      await expect.poll(() => lost.length).toBeGreaterThan(0);
    }
    expect(await database.query.selectFrom('tips').selectAll().execute()).toEqual([]);
  },
);
