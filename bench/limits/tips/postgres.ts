import pg from 'pg';
import { z } from 'zod';
import { type Column, HASH, type Keeper, ownerIn, patternOf, randomLike, type TipRow } from './rows.ts';

/** All that wait in one statement, which is prepared once: the database is asked once for many, and syncs once. */
export async function openPostgres(url: string): Promise<Keeper> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const types = await columnTypes(client);
  const rows = await rowsOfFirst(client, types);
  const { text, given } = statementFor(rows, types);
  return {
    async keep(count) {
      const values = given.map(column =>
        travels(column) ? Array.from({ length: count }, () => filled(column)) : column.value,
      );
      const kept = await client.query({ name: 'keep', text, values });
      return numbers.parse(kept.rows).map(({ number }) => number);
    },
    close: () => client.end(),
  };
}

const numbers = z.array(z.object({ number: z.coerce.number() }));

type Types = ReadonlyMap<string, ReadonlyMap<string, string>>;
type Given = Column & { place: string; type: string };

async function columnTypes(client: pg.Client): Promise<Types> {
  const { rows } = await client.query(
    `select table_name, column_name, data_type from information_schema.columns
      where table_schema = current_schema() order by table_name, ordinal_position`,
  );
  const tables = new Map<string, Map<string, string>>();
  for (const { table_name, column_name, data_type } of rows) {
    const columns = tables.get(table_name) ?? new Map<string, string>();
    tables.set(table_name, columns.set(column_name, data_type));
  }
  return tables;
}

async function rowsOfFirst(client: pg.Client, types: Types): Promise<TipRow[]> {
  const found: TipRow[] = [];
  for (const [table, columns] of types) {
    const owner = ownerIn(table, [...columns.keys()]);
    if (owner === null) continue;
    const { rows } = await client.query(`select * from ${table} where ${owner} = $1`, ['1']);
    found.push(...rows.map(row => patternOf(table, row)));
  }
  return found;
}

/** Texts and bytes are each tip's own and travel with it; the rest, times and numbers, is said once. */
const travels = ({ fill, value }: Column) =>
  fill === 'random' || typeof value === 'string' || value instanceof Uint8Array;

const filled = ({ fill, value }: Column) => (fill === 'random' ? randomLike(value) : value);

function statementFor(rows: readonly TipRow[], types: Types): { text: string; given: Given[] } {
  const given: Given[] = [];
  const placed = rows.map(({ table, columns }) => ({
    table,
    names: columns.map(({ name }) => name),
    values: columns.map(column => {
      if (column.fill === 'number') return 'number';
      if (column.fill === 'number as text') return 'number::text';
      const place = `g${given.length + 1}`;
      const type = types.get(table)?.get(column.name) ?? 'text';
      given.push({ ...column, place, type });
      return travels(column) ? place : `$${given.length}::${type}`;
    }),
  }));
  const tip = placed.find(({ table }) => table === 'tips');
  const hash = given.find(({ name }) => name === HASH)?.place;
  if (tip === undefined) throw new Error('the desk has kept no tip to go by');
  const travelling = given.flatMap((column, at) => (travels(column) ? [{ ...column, at: at + 1 }] : []));
  const others = placed.filter(one => one !== tip);
  const text = `
    with given as (select * from unnest(${travelling.map(({ at, type }) => `$${at}::${type}[]`)})
      as given (${travelling.map(({ place }) => place)})),
    kept as (insert into tips (${tip.names}) select ${tip.values} from given returning number, ${HASH}),
    tip as (select * from kept join given on ${HASH} = ${hash})
    ${others.map(({ table, names, values }, at) => `, other${at} as (insert into ${table} (${names}) select ${values} from tip)`).join('')}
    select number from kept`;
  return { text, given };
}
