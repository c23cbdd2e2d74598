import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The desk's first tables. On SQLite AUTOINCREMENT keeps the number of a tip from ever being given again;
 * on PostgreSQL an identity column does.
 */
export function firstDesk(engine: 'sqlite' | 'postgres'): Migration {
  const running = (column: ColumnDefinitionBuilder) =>
    engine === 'sqlite'
      ? column.primaryKey().autoIncrement()
      : column.primaryKey().generatedAlwaysAsIdentity();
  const runningType = engine === 'sqlite' ? 'integer' : 'bigint';
  const required = (column: ColumnDefinitionBuilder) => column.notNull();
  const id = (column: ColumnDefinitionBuilder) => column.primaryKey();
  const ofTip = (column: ColumnDefinitionBuilder) => column.notNull().references('tips.number');

  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('staff')
        .addColumn('id', 'text', id)
        .addColumn('email', 'text', column => column.notNull().unique())
        .addColumn('password_hash', 'text')
        .addColumn('created_at', 'bigint', required)
        .execute();
      await db.schema
        .createTable('tips')
        .addColumn('number', runningType, running)
        .addColumn('channel', 'text', required)
        .addColumn('external_id', 'text')
        .addColumn('receipt_hash', 'text', column => column.notNull().unique())
        .addColumn('lang', 'text', required)
        .addColumn('received_at', 'bigint', required)
        .addColumn('state', 'text', required)
        .addColumn('state_since', 'bigint', required)
        .addColumn('state_by', 'text', column => column.references('staff.id'))
        .addColumn('version', 'integer', required)
        .addColumn('forgotten_at', 'bigint')
        .addColumn('consent_contact', 'integer', required)
        .addColumn('consent_media', 'integer', required)
        .addColumn('age_14', 'text')
        .addColumn('headline', 'text')
        .addColumn('title', 'text')
        .addColumn('place', 'text')
        .addColumn('happened_typed', 'text')
        .addColumn('happened_at', 'bigint')
        .addColumn('article', 'text')
        .addColumn('name', 'text')
        .addUniqueConstraint('tips_external_id', ['channel', 'external_id'])
        .execute();
      await db.schema
        .createTable('messages')
        .addColumn('id', 'text', id)
        .addColumn('tip', 'bigint', ofTip)
        .addColumn('direction', 'text', required)
        .addColumn('channel', 'text', required)
        .addColumn('at', 'bigint', required)
        .addColumn('body', 'text', required)
        .execute();
      await db.schema
        .createTable('contacts')
        .addColumn('id', 'text', id)
        .addColumn('tip', 'bigint', ofTip)
        .addColumn('way', 'text', required)
        .addColumn('may_reply', 'integer', required)
        .addColumn('typed', 'text', required)
        .addColumn('parsed', 'text')
        .execute();
      await db.schema
        .createTable('files')
        .addColumn('id', 'text', id)
        .addColumn('tip', 'bigint', ofTip)
        .addColumn('position', 'integer', required)
        .addColumn('size', 'bigint', required)
        .addColumn('sha256', 'text', required)
        .addColumn('claimed_type', 'text', required)
        .addColumn('name', 'text', required)
        .execute();
      await db.schema
        .createTable('notes')
        .addColumn('id', 'text', id)
        .addColumn('tip', 'bigint', ofTip)
        .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
        .addColumn('at', 'bigint', required)
        .addColumn('body', 'text', required)
        .execute();
      await db.schema
        .createTable('events')
        .addColumn('id', runningType, running)
        .addColumn('tip', 'bigint', ofTip)
        .addColumn('kind', 'text', required)
        .addColumn('staff_id', 'text', column => column.references('staff.id'))
        .addColumn('at', 'bigint', required)
        .execute();
      await db.schema
        .createTable('outbox')
        .addColumn('id', 'text', id)
        .addColumn('kind', 'text', required)
        .addColumn('subject', 'text', required)
        .addColumn('position', 'integer', required)
        .addColumn('recipient', 'text')
        .addColumn('state', 'text', required)
        .addColumn('attempts', 'integer', required)
        .addColumn('due', 'bigint', required)
        .addColumn('created_at', 'bigint', required)
        .addColumn('settled_at', 'bigint')
        .addColumn('last_error', 'text')
        .addColumn('outcome', 'text')
        .execute();
      await db.schema
        .createTable('setup_links')
        .addColumn('token_hash', 'text', id)
        .addColumn('staff_id', 'text', column => column.references('staff.id'))
        .addColumn('expires_at', 'bigint', required)
        .execute();
      await db.schema
        .createTable('sessions')
        .addColumn('token_hash', 'text', id)
        .addColumn('staff_id', 'text', column => column.notNull().references('staff.id'))
        .addColumn('created_at', 'bigint', required)
        .addColumn('expires_at', 'bigint', required)
        .execute();
      await db.schema
        .createTable('desk_facts')
        .addColumn('name', 'text', id)
        .addColumn('value', 'text', required)
        .execute();

      for (const table of ['messages', 'contacts', 'files', 'notes']) {
        await db.schema.createIndex(`${table}_of_tip`).on(table).column('tip').execute();
      }
      await db.schema
        .createIndex('events_of_tip')
        .on('events')
        .columns(['tip', 'kind', 'staff_id'])
        .execute();
      await db.schema.createIndex('outbox_of_subject').on('outbox').columns(['subject', 'kind']).execute();
      await db.schema
        .createIndex('outbox_unsettled')
        .on('outbox')
        .columns(['state', 'due'])
        .where(sql.ref('state'), 'in', ['owed', 'set aside'])
        .execute();
    },
  };
}
