import type { IdKind, SearchResult, SearchType } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import { tenancyOf, visibleRows, visibleTo } from '../database/visible-rows.ts';
import type { PartAccess } from './access.ts';

/** How an ID finds an object: the field that holds the ID, and the condition on the rows with its number. */
interface FoundById {
  readonly field: string;
  where(number: number): Sql;
}

/** A table that the search covers. */
export interface Searchable {
  readonly type: SearchType;
  readonly access: PartAccess;
  /** The table; it must have `partner_id`. */
  readonly table: string;
  /** SQL for what a result shows. */
  readonly shown: {
    readonly id: string;
    readonly title: string;
    readonly subtitle: string;
    readonly status: string;
    /** The ID of the object that displays the row, where the row is not an object of its own. */
    readonly leadsTo?: string;
  };
  /** The IDs that find the row, by kind: its own ID, and those of its parts. */
  readonly ids: Partial<Record<IdKind, FoundById>>;
  /** The columns that are searched by prefix, by field name. */
  readonly texts?: Readonly<Record<string, SearchedColumn>>;
}

/** A searched column: for a small table only its name, for a large one also the index to use. */
type SearchedColumn =
  | string
  | {
      readonly column: string;
      /**
       * `lower`: an index on `(partner_id, lower(column) text_pattern_ops)`, which ignores case. `partner` (an index on
       * `(partner_id, column)`) and `written` (on `(column, …)`) use indexes that exist for other reasons, so they add
       * no cost to loads. They match the text as typed, in lower case, in upper case, and with initial capitals, and
       * need a database that compares by code point, like the embedded one and that of `compose.yml`.
       */
      readonly index: 'lower' | 'partner' | 'written';
    };

/** The object with an ID, if it exists and the unit of work may see it. */
export async function findById(
  em: UnitOfWork,
  { type, table, shown, ids }: Searchable,
  kind: IdKind,
  number: number,
): Promise<SearchResult[]> {
  const found = ids[kind];
  if (!found) return [];
  const rows = await visibleRows<Row>(em, { table, select: columnsOf(shown), where: [found.where(number)], limit: 1 });
  return rows.map((row) => ({ type, ...row, matched: found.field }));
}

/** The objects with a text that starts with the given one; at most `limit`. */
export async function findByText(
  em: UnitOfWork,
  searchable: Searchable,
  text: string,
  limit: number,
): Promise<SearchResult[]> {
  const { type, texts = {} } = searchable;
  const found = new Map<string, SearchResult>();
  for (const [field, column] of Object.entries(texts)) {
    for (const row of await rowsWith(em, searchable, column, text, limit - found.size)) {
      if (!found.has(row.id)) found.set(row.id, { type, ...row, matched: field });
    }
    if (found.size >= limit) break;
  }
  return [...found.values()];
}

type Row = Omit<SearchResult, 'type' | 'matched'>;

function columnsOf({ id, title, subtitle, status, leadsTo = 'null::text' }: Searchable['shown']): Sql {
  return sql.raw(
    `${id} as id, ${title} as title, ${subtitle} as subtitle, ${status} as status, ${leadsTo} as leads_to`,
  );
}

/**
 * The rows in which a column starts with the text. Where the index begins with the partner, queries each partner in
 * turn until there are enough rows.
 *
 * Tenancy: of the partners that the unit of work may see.
 */
async function rowsWith(
  em: UnitOfWork,
  { table, shown }: Searchable,
  searched: SearchedColumn,
  text: string,
  limit: number,
): Promise<Row[]> {
  const { column, index } = typeof searched === 'string' ? { column: searched, index: undefined } : searched;
  const select = columnsOf(shown);
  const inAnyCase = sql`lower(${sql.raw(column)}) like lower(${beginningWith(text)})`;
  const byLower = `lower(${column}) using ~<~`;
  if (index === undefined) return visibleRows<Row>(em, { table, select, where: [inAnyCase], orderBy: byLower, limit });
  const { partnerId } = tenancyOf(em);
  const owners = partnerId === null ? sql`true` : sql`partner.id = ${partnerId}`;
  const from = sql.raw(table);
  const ofPartner = sql`${from}.partner_id = partner.id`;
  const rows = (condition: Sql, orderBy: string) =>
    sql`lateral (select ${select} from ${from} where ${condition} order by ${sql.raw(orderBy)} limit ${limit}) found`;
  const spelled = sql`unnest(${spellingsOf(text)}::text[]) as spelled (text)`;
  const asSpelled = sql`${sql.raw(column)} >= spelled.text and ${sql.raw(column)} < spelled.text || ${LAST_CHARACTER}`;
  const found = {
    lower: sql`partner cross join ${rows(sql`${ofPartner} and ${inAnyCase}`, byLower)} where ${owners}`,
    partner: sql`partner cross join ${spelled} cross join ${rows(sql`${ofPartner} and ${asSpelled}`, column)} where ${owners}`,
    written: sql`${spelled} cross join ${rows(sql`${visibleTo(em)} and ${asSpelled}`, column)}`,
  };
  return rowsOf<Row>(sqlOf(em), sql`select found.* from ${found[index]} limit ${limit}`);
}

/** The highest code point: every text that starts with a prefix sorts before the prefix followed by this character. */
const LAST_CHARACTER = '\u{10ffff}';

/**
 * The text as typed, in lower case, in upper case, with the first letter capitalized, and with each word capitalized.
 */
function spellingsOf(text: string): string[] {
  const small = text.toLowerCase();
  const capital = (words: RegExp) => small.replace(words, (letter) => letter.toUpperCase());
  return [...new Set([text, small, text.toUpperCase(), capital(/^\p{L}/u), capital(/(?<![\p{L}\p{N}'])\p{L}/gu)])];
}

/** The `like` pattern for a prefix, with `%` and `_` escaped. */
function beginningWith(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
