import { type ImportProblem, idNumber } from '@commerce-integration/contract';
import { type RowValues, unknownChannel, withPriceEntry } from '@commerce-integration/contract/rules';
import { setPriceList } from '../prices/mock-price-lists.ts';
import type { ProductRow } from '../store/mock-rows.ts';
import type { MockTables } from '../store/mock-tables.ts';

/** Sets one entry of a price list; the others stay. */
export function setPrice(
  tables: MockTables,
  { id: productId, partnerId }: ProductRow,
  row: RowValues,
  at: number,
): 'updated' | 'unchanged' | ImportProblem {
  const { sales_channel: named } = row;
  const channel = [...tables.salesChannels.values()].find(
    ({ id, partnerId: owner, shown }) =>
      owner === partnerId && (shown.external_id === named || (named?.startsWith('SC') && id === idNumber(named))),
  );
  if (named && !channel) return unknownChannel(named);
  const salesChannelId = named ? (channel?.id ?? null) : null;
  const before = tables.priceLists.findLast(
    (list) => list.productId === productId && list.salesChannelId === salesChannelId,
  );
  const list = withPriceEntry(before?.entries ?? [], row, new Date(at));
  if (!list) return 'unchanged';
  if ('code' in list) return list;
  setPriceList(tables, { productId, salesChannelId, list }, at);
  return 'updated';
}
