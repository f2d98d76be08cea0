import { type DataDefinition, type ExportFilter, type ExportOrder, formatId } from '@commerce-integration/contract';
import {
  createExportedRows,
  type ExportedPriceList,
  type ExportedProduct,
  type WrittenRow,
} from '@commerce-integration/contract/rules';
import { conditionsOf } from '../../catalog/product-filters.ts';
import { sinceSeen } from '../../catalog/updated-since.ts';
import { sqlOf } from '../../database/queryable.ts';
import { allOf, rowsOf, type Sql, sql, textAndValues, when } from '../../database/sql.ts';
import { currentPriceLists } from '../../prices/current-price-lists.ts';
import type { RowScope } from '../entities/row-service.ts';

/** Products that are read together. */
const TOGETHER = 2_000;

type StoredProduct = ExportedProduct & { readonly id: string };
type Pages<Row> = AsyncGenerator<readonly Row[]>;

/**
 * The rows of which a partner's data consist, some at a time.
 *
 * @param isSnapshot whether the unit of work has a transaction open for all of it; otherwise each part is a separate
 *   query in the order of the IDs, so that a slow reader keeps no transaction open
 */
export async function* readExported(
  scope: RowScope,
  { entity, columns, filter, order_by }: Pick<DataDefinition, 'entity' | 'columns' | 'filter' | 'order_by'>,
  isSnapshot: boolean,
): AsyncGenerator<readonly WrittenRow[]> {
  const make = createExportedRows(entity, columns);
  const where = await productsOf(scope, filter ?? {});
  const pages = isSnapshot ? inOneQuery(scope, where, order_by) : byIds(scope, where);
  for await (const products of pages) {
    const priceLists = entity === 'price' ? await priceListsOf(scope, products) : [];
    yield make({ products, priceLists, now: new Date() });
  }
}

/** Tenancy: of the partner of a descriptor that was read for the caller, or of the job's own export. */
async function productsOf({ em, partnerId }: RowScope, filter: ExportFilter): Promise<Sql> {
  const seen = await sinceSeen(em, { ...filter, partner: partnerId });
  const prefix = when(filter.sku_prefix, (text) => sql`sku ^@ ${text}`);
  return allOf([...conditionsOf(seen), ...prefix]);
}

const SELECT = sql`select id, sku, product_name, description, brand, category, trim_scale(price)::text as price, currency,
  availability, attributes from product where`;

async function* byIds({ em }: RowScope, where: Sql): Pages<StoredProduct> {
  for (let last = '0'; ; ) {
    const after = sql`${SELECT} ${where} and id > ${last} order by id limit ${TOGETHER}`;
    const products = await rowsOf<StoredProduct>(sqlOf(em), after);
    if (products.length > 0) yield products;
    if (products.length < TOGETHER) return;
    last = products.at(-1)?.id ?? last;
  }
}

/** The column of each order. */
const SORTS: Readonly<Record<ExportOrder['field'], Sql>> = {
  product_id: sql`id`,
  created_at: sql`created_at`,
  updated_at: sql`updated_at`,
  price: sql`price`,
  product_name: sql`product_name`,
  brand: sql`brand`,
  category: sql`category`,
};

/** Reads ahead by one part: the database works while the rows before are written. */
async function* inOneQuery({ em }: RowScope, where: Sql, order: ExportOrder | undefined): Pages<StoredProduct> {
  const connection = sqlOf(em);
  const by = order ? sql`${SORTS[order.field]} ${sql.raw(order.order ?? 'asc')} nulls last, id` : sql`id`;
  const { text, values } = textAndValues(sql`declare exported no scroll cursor for ${SELECT} ${where} order by ${by}`);
  await connection.query(text, values);
  const fetch = () => connection.query<StoredProduct>(`fetch ${TOGETHER} from exported`);
  let next = fetch();
  for (;;) {
    const { rows } = await next;
    if (rows.length === 0) break;
    next = fetch();
    // Whoever stops reading does not wait for it.
    next.catch(() => undefined);
    yield rows;
  }
  await connection.query('close exported');
}

async function priceListsOf({ em }: RowScope, products: readonly StoredProduct[]): Promise<ExportedPriceList[]> {
  const skus = new Map(products.map(({ id, sku }) => [Number(id), sku]));
  const lists = await currentPriceLists(em, [...skus.keys()]);
  return lists.map(({ productId, salesChannelId, entries }) => ({
    sku: skus.get(productId) ?? '',
    sales_channel_id: salesChannelId === null ? null : formatId('salesChannel', salesChannelId),
    entries,
  }));
}
