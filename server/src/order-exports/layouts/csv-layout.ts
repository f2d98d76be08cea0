import type { Order } from '@commerce-integration/contract';
import { csvCell } from '@commerce-integration/contract/rules';
import type { ExportedOrder, Layout } from './written-order.ts';
import { exportedItems } from './written-order.ts';

type Item = Order['items'][number];

/** The columns, each with its value: a line for each item of an order. */
const COLUMNS: Readonly<Record<string, (exported: ExportedOrder, item: Item) => string | number | null>> = {
  order_export_id: ({ order_export_id }) => order_export_id,
  flag: ({ flag }) => flag,
  order_id: ({ order }) => order.order_id,
  partner_id: ({ order }) => order.partner_id,
  partner_name: ({ order }) => order.partner_name,
  customer_reference: ({ order }) => order.customer_reference,
  customer_id: ({ order }) => order.customer_id,
  shipping_address_id: ({ order }) => order.shipping_address_id,
  sales_channel_id: ({ order }) => order.sales_channel_id,
  status: ({ order }) => order.status,
  currency: ({ order }) => order.currency,
  total_amount: ({ order }) => order.total_amount,
  created_at: ({ order }) => order.created_at,
  delivery_ids: ({ delivery_ids }) => delivery_ids.join(' '),
  order_item_id: (_, { order_item_id }) => order_item_id,
  product_id: (_, { product_id }) => product_id,
  sku: (_, { sku }) => sku,
  product_name: (_, { product_name }) => product_name,
  quantity: (_, { quantity }) => quantity,
  unit_price: (_, { unit_price }) => unit_price,
  shipped_quantity: (_, { shipped_quantity }) => shipped_quantity,
  cancelled_quantity: (_, { cancelled_quantity }) => cancelled_quantity,
  returned_quantity: (_, { returned_quantity }) => returned_quantity,
};

/** CSV (RFC 4180), with a header. */
export const csvLayout: Layout = {
  contentType: 'text/csv; charset=utf-8',
  head: `${Object.keys(COLUMNS).join(',')}\r\n`,
  between: '',
  tail: '',
  write: (written) => linesOf(written.read()).join(''),
};

function linesOf(exported: ExportedOrder): string[] {
  const values = Object.values(COLUMNS);
  return exportedItems(exported.order).map(
    (item) => `${values.map((value) => cell(value(exported, item))).join(',')}\r\n`,
  );
}

/** Text that a spreadsheet would take for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  return csvCell(FORMULA.test(value) ? `'${value}` : value);
}
