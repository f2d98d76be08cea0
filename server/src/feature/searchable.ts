import type { IdKind, SearchResult, SearchType } from '@commerce-integration/contract';
import type { UnitOfWork } from '../database/orm.ts';
import { sqlOf } from '../database/queryable.ts';
import { rowsOf, type Sql, sql } from '../database/sql.ts';
import { tenancyOf, visibleRows, visibleTo } from '../database/visible-rows.ts';
import type { PartAccess } from './access.ts';

/** An ID by which objects are found: the field that has it, and the condition on the rows with its number. */
interface FoundById {
  readonly field: string;
  where(number: number): Sql;
}

/** What a feature lets people find. */
export interface Searchable {
  readonly type: SearchType;
  readonly access: PartAccess;
  /** Its table, which has `partner_id`. */
  readonly table: string;
  /** What is shown of a row, as SQL. */
  readonly shown: {
    readonly id: string;
    readonly title: string;
    readonly subtitle: string;
    readonly status: string;
    /** The ID of the object that shows it, where it is no object of its own. */
    readonly leadsTo?: string;
  };
  /** The IDs that lead to it, by their kinds: its own, and those of its parts. */
  readonly ids: Partial<Record<IdKind, FoundById>>;
  /** The columns by whose beginning it is found, by the names of the fields. */
  readonly texts?: Readonly<Record<string, SearchedColumn>>;
}

/** A column that is searched: of a small table by its name alone, of a large one with the index that finds it. */
type SearchedColumn =
  | string
  | {
      readonly column: string;
      /**
       * `lower`: on `(partner_id, lower(column) text_pattern_ops)`, which finds any letter case. `partner`: on
       * `(partner_id, column)`, and `written`: on `(column, …)`, which the table has for other reasons: they find the text
       * as it was typed, in small or capital letters, or with capital initials, and cost no load of a feed anything. They
       * need a database that compares by code point, as the embedded one and that of `compose.yml` do.
       */
      readonly index: 'lower' | 'partner' | 'written';
    };

/** The object with an ID, if it is there and the unit of work may see it. */
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

/** The objects with a text that begins so; at most `limit`. */
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
 * The rows in which a column begins so. Where an index begins with the partner, each partner's rows are looked up, one
 * partner after the other until there are enough.
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

/** The character with the highest code point: whatever begins with a text is less than the text and it. */
const LAST_CHARACTER = '\u{10ffff}';

/** As it was typed, in small letters, in capitals, and with a capital first letter of the text or of each word. */
function spellingsOf(text: string): string[] {
  const small = text.toLowerCase();
  const capital = (words: RegExp) => small.replace(words, (letter) => letter.toUpperCase());
  return [...new Set([text, small, text.toUpperCase(), capital(/^\p{L}/u), capital(/(?<![\p{L}\p{N}'])\p{L}/gu)])];
}

/** The pattern of texts that begin so, with its own `%` and `_` escaped. */
function beginningWith(text: string): string {
  return `${text.replace(/[\\%_]/g, '\\$&')}%`;
}
