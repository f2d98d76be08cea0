import { createQueryId, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import type { Queryable } from './queryable.ts';

// SQL that is put together from parts. Where a statement is the same each time, it is a constant with `$1`, `$2`, … in
// it; where it depends on what is asked for, it is made of parts by the tag `sql`:
//
//   const wanted = sql`sku = ${sku}`;
//   rowsOf(sqlOf(em), sql`select id from product where partner_id = ${partnerId} and ${wanted}`);
//
// What is put between `${` and `}` is a part of the statement where the tag made it (or `sql.raw`, for constant text of
// our own), and otherwise a value, which is sent beside the text and never becomes a part of it.

export { sql };

/** A statement or a part of one, with its values. */
export type Sql = RawBuilder<unknown>;

const compiler = new PostgresQueryCompiler();

/** The text of a statement, with `$1`, `$2`, …, and its values in that order. */
export function textAndValues(statement: Sql): { text: string; values: unknown[] } {
  const { sql: text, parameters } = compiler.compileQuery(statement.toOperationNode(), createQueryId());
  return { text, values: [...parameters] };
}

/** Runs a statement that is made of parts. */
export async function rowsOf<Row extends object>(connection: Queryable, statement: Sql): Promise<Row[]> {
  const { text, values } = textAndValues(statement);
  return (await connection.query<Row>(text, values)).rows;
}

/** The condition that all of the conditions hold; without any, one that holds always. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** The condition that a filter makes, where it is given. An empty text is given, too. */
export function when<T>(filter: T | undefined, condition: (filter: T) => Sql): Sql[] {
  return filter === undefined ? [] : [condition(filter)];
}
