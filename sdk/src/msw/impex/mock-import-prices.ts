import { idNumber } from '@commerce-integration/contract';
import { withPriceEntry } from '@commerce-integration/contract/rules';
import { setPriceList } from '../prices/mock-price-lists.ts';
import type { JobRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Why a row is rejected. */
export type RowProblem = { column: string; code: string; message: string };

export function unknownProduct(sku: string): RowProblem {
  const message = `No product has the SKU ${sku}: import the products first, with a descriptor that comes before this one.`;
  return { column: 'sku', code: 'unknown_product', message };
}

/** Sets one entry of a price list; the others stay. */
export function setPrice(
  tables: MockTables,
  { partnerId }: JobRow,
  row: Readonly<Record<string, string | null>>,
  at: number,
): RowProblem | undefined {
  const product = [...tables.products.values()].find((one) => one.partnerId === partnerId && one.shown.sku === row.sku);
  if (!product) return unknownProduct(row.sku ?? '');
  const channel = [...tables.salesChannels.values()].find(
    ({ id, partnerId: owner, shown }) =>
      owner === partnerId &&
      (shown.external_id === row.sales_channel ||
        (row.sales_channel?.startsWith('SC') && id === idNumber(row.sales_channel))),
  );
  if (row.sales_channel && !channel) {
    const message = `No sales channel has the ID or external ID ${row.sales_channel}.`;
    return { column: 'sales_channel', code: 'unknown_sales_channel', message };
  }
  const salesChannelId = row.sales_channel ? (channel?.id ?? null) : null;
  const isOfList = (list: { productId: number; salesChannelId: number | null }) =>
    list.productId === product.id && list.salesChannelId === salesChannelId;
  const entries = tables.priceLists.findLast(isOfList)?.entries ?? [];
  const list = withPriceEntry(entries, row, new Date(at));
  if (list && 'code' in list) return { ...list, column: list.column ?? 'price' };
  if (list) setPriceList(tables, { productId: product.id, salesChannelId, list }, at);
  return undefined;
}
