import {
  type DataColumn,
  formatId,
  ID_PREFIXES,
  type IdKind,
  type ImportProblem,
  idNumber,
  LOOKUP_FIELDS,
  type LookupEntity,
} from '@commerce-integration/contract';
import { cutText, type MappedRow, normaliseKey } from '@commerce-integration/contract/rules';
import type { Queryable } from '../database/queryable.ts';

type Lookup = NonNullable<DataColumn['lookup']>;

interface LookupTable {
  readonly table: string;
  /** SQL of the resulting value, or of the number in an ID. */
  readonly idKind: IdKind;
  readonly noun: string;
}

// Tenancy: only rows of the partner whose file is imported are found.
const TABLES: Readonly<Record<LookupEntity, LookupTable>> = {
  product: { table: 'product', idKind: 'product', noun: 'product' },
  category: { table: 'category', idKind: 'category', noun: 'category' },
  sales_channel: { table: 'sales_channel', idKind: 'salesChannel', noun: 'sales channel' },
  customer: { table: 'customer', idKind: 'customer', noun: 'customer' },
};

/** The most characters of a value in a message. */
const SHOWN = 100;
/** Several objects have the value. */
const AMBIGUOUS = Symbol('ambiguous');

/**
 * Replaces the values of columns with a `lookup` by what they refer to, with one statement per column and batch of
 * rows. For an unresolved value, the row gets a problem, is left out, or gets no value, as the column says.
 */
export async function* resolvedRows(
  rows: AsyncIterable<MappedRow[]>,
  columns: readonly DataColumn[],
  sql: Queryable,
  partnerId: number,
): AsyncGenerator<MappedRow[]> {
  const lookups = columns.flatMap(({ lookup, target }, index) => (lookup ? [{ lookup, target, index }] : []));
  if (lookups.length === 0) return yield* rows;
  for await (const some of rows) {
    let resolved = some;
    for (const { lookup, target, index } of lookups) {
      const values = resolved.flatMap(({ values }) => values[index] ?? []);
      const found = await findNamed(sql, partnerId, lookup, values);
      resolved = resolved.map((row) => resolvedRow(row, { lookup, target, index }, found));
    }
    yield resolved;
  }
}

type Found = ReadonlyMap<string, string | typeof AMBIGUOUS>;

function resolvedRow(
  row: MappedRow,
  { lookup, target, index }: { lookup: Lookup; target: string; index: number },
  found: Found,
): MappedRow {
  const value = row.values[index] ?? null;
  if (value === null) return row;
  const named = found.get(keyOf(lookup, value));
  if (typeof named === 'string') return { ...row, values: row.values.with(index, named) };
  if (named === undefined && lookup.on_unresolved === 'null') return { ...row, values: row.values.with(index, null) };
  const problem = named === undefined ? unknown(lookup, target, value) : ambiguous(lookup, target, value);
  return named === undefined && lookup.on_unresolved === 'skip_row'
    ? { ...row, unresolved: [...(row.unresolved ?? []), problem] }
    : { ...row, problems: [...row.problems, problem] };
}

async function findNamed(
  sql: Queryable,
  partnerId: number,
  { entity, by }: Lookup,
  values: readonly string[],
): Promise<Found> {
  const { table, idKind } = TABLES[entity];
  const isId = by === `${entity}_id`;
  const form = new RegExp(`^${ID_PREFIXES[idKind]}\\d{5,15}$`);
  const keys = [...new Set(values.map((value) => keyOf({ entity, by }, value)))];
  const wanted = isId
    ? keys.filter((key) => form.test(key)).map((key) => idNumber(key))
    : keys.filter((key) => key.isWellFormed() && !key.includes('\0'));
  const shown = LOOKUP_FIELDS[entity][0];
  const shownSql = shown === `${entity}_id` ? 'id::text' : shown;
  const found = new Map<string, string | typeof AMBIGUOUS>();
  if (wanted.length === 0) return found;
  const { rows } = await sql.query<{ key: string; shown: string }>(
    `select ${isId ? 'id::text' : by} as key, ${shownSql} as shown from ${table}
     where partner_id = $1 and ${isId ? 'id' : by} = any($2::${isId ? 'bigint' : 'text'}[])`,
    [partnerId, wanted],
  );
  for (const row of rows) {
    const key = isId ? formatId(idKind, Number(row.key)) : row.key;
    const value = shownSql === 'id::text' ? formatId(idKind, Number(row.shown)) : row.shown;
    found.set(key, found.has(key) ? AMBIGUOUS : value);
  }
  return found;
}

/** Names are compared literally, keys without invisible characters. */
function keyOf({ by }: Pick<Lookup, 'entity' | 'by'>, value: string): string {
  return by === 'name' ? value : normaliseKey(value);
}

function unknown({ entity, by }: Lookup, column: string, value: string): ImportProblem {
  const message = `No ${TABLES[entity].noun} has the ${by} ${cutText(value, SHOWN)}.`;
  return { column, code: `unknown_${entity}`, message, value };
}

function ambiguous({ entity, by }: Lookup, column: string, value: string): ImportProblem {
  const message = `Several objects (${TABLES[entity].noun}) have the ${by} ${cutText(value, SHOWN)}: look it up by ${LOOKUP_FIELDS[entity][0]}.`;
  return { column, code: 'ambiguous_reference', message, value };
}
