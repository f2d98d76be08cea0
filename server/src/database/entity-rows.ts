import type { EntityClass, EntityKey } from '@mikro-orm/core';
import { sqlOf } from './queryable.ts';
import { rowsOf, type Sql, sql } from './sql.ts';
import type { UnitOfWork } from './unit-of-work.ts';

// Rows of entities as plain objects, read and written many at a time. The ORM's own unit of work compares and writes
// entities one by one, which takes most of the time where hundreds of rows change in a transaction. Columns and types are
// those of the entity's definition, so that both ways read and write the same.

/** Reads rows, in the order of their IDs. @param condition also the tenancy, which is not added here */
export async function readEntityRows<Row extends object>(
  em: UnitOfWork,
  entity: EntityClass<Row>,
  condition: Sql,
  { lock = false }: { lock?: boolean } = {},
): Promise<Row[]> {
  const { table, columns } = definitionOf(em, entity);
  const selected = columns.map(({ name, property }) => `${name} as "${property}"`).join(', ');
  const rows = await rowsOf<Record<string, unknown>>(
    sqlOf(em),
    // Tenancy: that of the condition.
    sql`select ${sql.raw(selected)} from ${sql.raw(table)} where ${condition} order by id ${sql.raw(lock ? 'for update' : '')}`,
  );
  for (const { property, read } of columns) {
    if (!read) continue;
    for (const row of rows) row[property] = row[property] === null ? null : read(row[property]);
  }
  return rows as Row[];
}

/** Inserts rows with one statement. Tenancy: each row has its partner, or is a part of one that has. */
export async function insertEntityRows<Row extends object>(
  em: UnitOfWork,
  entity: EntityClass<Row>,
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const { table, columns } = definitionOf(em, entity);
  const names = columns.map(({ name }) => name).join(', ');
  await sqlOf(em).query(
    `insert into ${table} (${names}) select ${columns.map(({ property }) => `"${property}"`).join(', ')}
     from json_to_recordset($1::json) given (${given(columns)})`,
    [JSON.stringify(rows)],
  );
}

/**
 * Writes the given properties of rows with one statement. An entity with a version is written where its version is still
 * the given one, and gets the next one.
 *
 * Tenancy: rows that the unit of work has read.
 *
 * @throws Error where a row was changed since, or is gone
 */
export async function updateEntityRows<Row extends { readonly id: number }>(
  em: UnitOfWork,
  entity: EntityClass<Row>,
  rows: readonly Row[],
  properties: readonly EntityKey<Row>[],
): Promise<void> {
  if (rows.length === 0) return;
  const { table, columns, version } = definitionOf(em, entity);
  const written = columns.filter(({ property }) => (properties as readonly string[]).includes(property));
  const keys = columns.filter(({ property }) => property === 'id' || property === version);
  const set = written.map(({ name, property }) => `${name} = given."${property}"`);
  if (version !== undefined) set.push('version = stored.version + 1');
  const { rows: changed } = await sqlOf(em).query(
    `update ${table} stored set ${set.join(', ')} from json_to_recordset($1::json) given (${given([...keys, ...written])})
     where ${keys.map(({ name, property }) => `stored.${name} = given."${property}"`).join(' and ')}
     returning stored.id`,
    [JSON.stringify(rows)],
  );
  if (changed.length < rows.length)
    throw new Error(`${rows.length - changed.length} rows of ${table} were changed since they were read`);
}

interface Column {
  readonly property: string;
  readonly name: string;
  readonly type: string;
  /** Makes the property's value of the driver's, where they differ. */
  readonly read: ((value: unknown) => unknown) | undefined;
}

function definitionOf(em: UnitOfWork, entity: EntityClass<object>) {
  const { tableName, props, versionProperty } = em.getMetadata(entity);
  const columns = props.map(
    ({ name, fieldNames, columnTypes, runtimeType }): Column => ({
      property: String(name),
      name: fieldNames[0] ?? '',
      // Without precision: a value is never rounded on its way.
      type: (columnTypes[0] ?? '').replace(/\(.*\)/, ''),
      read: READERS[runtimeType],
    }),
  );
  return { table: tableName, columns, version: versionProperty === undefined ? undefined : String(versionProperty) };
}

const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  number: Number,
  Date: (value) => new Date(value as string),
};

function given(columns: readonly Column[]): string {
  return columns.map(({ property, type }) => `"${property}" ${type}`).join(', ');
}
