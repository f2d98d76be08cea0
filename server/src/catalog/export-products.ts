import { FEED_COLUMNS } from '@commerce-integration/contract';
import { attributeKey } from '@commerce-integration/contract/feed-file';
import { productCsvHeader, productCsvLine } from '@commerce-integration/contract/rules';
import type { UnitOfWork } from '../database/orm.ts';
import { type Sql, sql } from '../database/sql.ts';
import { visibleRows } from '../database/visible-rows.ts';
import { conditionsOf, type ProductFilters, sinceSeen } from './product-filters.ts';
import { PRODUCT_JSON } from './product-json.ts';

const BATCH = 1_000;

/** All matching products as JSON lines, a batch at a time. */
export async function* exportJsonLines(em: UnitOfWork, wanted: ProductFilters): AsyncGenerator<string> {
  const filters = await sinceSeen(em, wanted);
  for await (const rows of batches<{ id: string; json: string }>(em, filters, sql`id, ${PRODUCT_JSON} as json`)) {
    yield rows.map((row) => `${row.json}\n`).join('');
  }
}

type Cells = Record<(typeof FEED_COLUMNS)[number], string | null> & { attributes: Record<string, string> };

/**
 * All matching products as a feed file: the feed's columns, then one column for each attribute that any product has.
 * Different spellings of one attribute by different partners share a column.
 */
export async function* exportCsv(em: UnitOfWork, wanted: ProductFilters): AsyncGenerator<string> {
  const filters = await sinceSeen(em, wanted);
  const attributes = await attributeNames(em, filters);
  yield productCsvHeader(attributes.map(([first]) => first ?? ''));
  const columns = FEED_COLUMNS.map((name) => (name === 'price' ? 'trim_scale(price) as price' : name));
  const select = sql.raw(['id', ...columns, 'attributes'].join(', '));
  for await (const rows of batches<Cells & { id: string }>(em, filters, select)) {
    const lines = rows.map((row) =>
      productCsvLine([
        ...FEED_COLUMNS.map((name) => row[name]),
        ...attributes.map((spellings) => attributeValue(row.attributes, spellings)),
      ]),
    );
    yield lines.join('');
  }
}

/** Partners choose the names: `constructor` must not find the inherited property of every object. */
function attributeValue(attributes: Record<string, string>, spellings: readonly string[]): string | undefined {
  const own = spellings.find((name) => Object.hasOwn(attributes, name));
  return own === undefined ? undefined : attributes[own];
}

/**
 * Matching products in the order of their IDs. Each batch is a separate query, so an export keeps no transaction open.
 */
async function* batches<Row extends { id: string }>(
  em: UnitOfWork,
  filters: ProductFilters,
  select: Sql,
): AsyncGenerator<Row[]> {
  for (let last = 0; ; ) {
    const where = [...conditionsOf(filters), sql`id > ${last}`];
    const rows = await visibleRows<Row>(em, { table: 'product', select, where, orderBy: 'id', limit: BATCH });
    if (rows.length > 0) yield rows;
    if (rows.length < BATCH) return;
    last = Number(rows.at(-1)?.id);
  }
}

/** The spellings of each attribute. */
async function attributeNames(em: UnitOfWork, filters: ProductFilters): Promise<string[][]> {
  const rows = await visibleRows<{ name: string }>(em, {
    table: 'product',
    select: sql`distinct jsonb_object_keys(attributes) as name`,
    where: conditionsOf(filters),
  });
  const names = rows.map((row) => row.name).sort();
  return [...Map.groupBy(names, attributeKey).values()];
}
