import { createQueryId, PostgresQueryCompiler, type RawBuilder, sql } from 'kysely';
import { escapeLiteral } from 'pg';
import { kept } from './kept-statements.ts';
import type { Queryable } from './queryable.ts';

// SQL that is composed of parts. A statement that is always the same is a constant with `$1`, `$2`, …; one that depends
// on the request is composed with the tag `sql`:
//
//   const wanted = sql`sku = ${sku}`;
//   rowsOf(sqlOf(em), sql`select id from product where partner_id = ${partnerId} and ${wanted}`);
//
// An expression in `${…}` that was made by the tag (or by `sql.raw`, for constant text) becomes part of the statement.
// Any other value is sent as a parameter and never becomes part of the text.

export { sql };

/** A statement, or a part of one, with its values. */
export type Sql = RawBuilder<unknown>;

const compiler = new PostgresQueryCompiler();

/** The text of a statement, with `$1`, `$2`, …, and its values in that order. */
export function textAndValues(statement: Sql): { text: string; values: unknown[] } {
  const { sql: text, parameters } = compiler.compileQuery(statement.toOperationNode(), createQueryId());
  return { text, values: [...parameters] };
}

/**
 * Runs a composed statement and returns its rows.
 *
 * @param options.keep whether connections keep the statement, as {@link kept} says
 */
export async function rowsOf<Row extends object>(
  connection: Queryable,
  statement: Sql,
  { keep = false }: { keep?: boolean | undefined } = {},
): Promise<Row[]> {
  const { text, values } = textAndValues(statement);
  return (await connection.query<Row>(keep ? kept(text) : text, values)).rows;
}

/** The conjunction of the conditions; always true for an empty list. */
export function allOf(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** A list with the one condition if the filter is given, otherwise an empty list. An empty string counts as given. */
export function when<T>(filter: T | undefined, condition: (filter: T) => Sql): Sql[] {
  return filter === undefined ? [] : [condition(filter)];
}

/** A statement's text with its values as literals: for COPY, which takes no parameters. */
export function textWithLiterals(statement: Sql): string {
  const { text, values } = textAndValues(statement);
  return text.replace(/\$(\d+)/g, (_, number) => literalOf(values[Number(number) - 1]));
}

/** @throws TypeError for a value that is neither a text, a number, a boolean nor null */
function literalOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'boolean') return escapeLiteral(String(value));
  if (typeof value === 'string') return escapeLiteral(value);
  throw new TypeError(`A ${typeof value} cannot be written into a statement`);
}
