import type { ListOrdersQuery } from '@commerce-integration/contract';
import { type Listing, listRows } from '../store/mock-lists.ts';
import type { OrderRow } from '../store/mock-rows.ts';
import { presentOrder } from './present-order.ts';

type Query = Listing['query'] & Partial<Pick<ListOrdersQuery, 'sku' | 'product_id' | 'tracking_number' | 'blocked'>>;

/** A page of orders, newest first. */
export function listOrders({ query, ...call }: Omit<Listing, 'query'> & { query: Query }) {
  const { sku, product_id, tracking_number, blocked, ...filters } = query;
  const wanted = { sku, product_id, tracking_number, blocked };
  return listRows(
    { ...call, query: filters },
    call.tables.orders,
    'order',
    (row) => presentOrder(call.tables, row),
    (row) => isWanted(row, wanted),
  );
}

function isWanted(
  { shown, progress }: OrderRow,
  { sku, product_id, tracking_number, blocked }: Partial<Query>,
): boolean {
  const parcels = progress.deliveries.flatMap(({ shipments }) => shipments);
  return (
    (sku === undefined || shown.items.some((item) => item.sku === sku)) &&
    (product_id === undefined || shown.items.some((item) => item.product_id === product_id)) &&
    (tracking_number === undefined || parcels.some((parcel) => parcel.tracking_number === tracking_number)) &&
    (blocked === undefined || progress.block_export === blocked)
  );
}
