import { type DataDefinition, formatId } from '@commerce-integration/contract';
import {
  type ExportedPriceList,
  type ExportedProduct,
  exportedRows,
  type WrittenRow,
} from '@commerce-integration/contract/rules';
import { sqlOf } from '../../database/queryable.ts';
import { currentPriceLists } from '../../prices/current-price-lists.ts';
import type { RowScope } from '../entities/row-service.ts';

/** Products that are read together. */
const TOGETHER = 1_000;

type StoredProduct = ExportedProduct & { readonly id: string };

/**
 * The rows of which a partner's data consist, some at a time, in the order of the products. Each part is a separate
 * query, so that a slow reader keeps no transaction open.
 */
export async function* readExported(
  scope: RowScope,
  { entity, columns }: Pick<DataDefinition, 'entity' | 'columns'>,
): AsyncGenerator<readonly WrittenRow[]> {
  for (let last = '0'; ; ) {
    const products = await productsAfter(scope, last);
    if (products.length === 0) return;
    const priceLists = entity === 'price' ? await priceListsOf(scope, products) : [];
    yield exportedRows(entity, columns, { products, priceLists, now: new Date() });
    last = products.at(-1)?.id ?? last;
  }
}

/** Tenancy: of the partner of a descriptor that was read for the caller. */
async function productsAfter({ em, partnerId }: RowScope, last: string): Promise<StoredProduct[]> {
  const { rows } = await sqlOf(em).query<StoredProduct>(
    `select id, sku, product_name, description, brand, category, trim_scale(price) as price, currency, availability,
       attributes
     from product where partner_id = $1 and id > $2 order by id limit ${TOGETHER}`,
    [partnerId, last],
  );
  return rows;
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
