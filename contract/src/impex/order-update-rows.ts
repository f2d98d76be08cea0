/** The fields of an order update that are columns of a row; `sku`, `order_item_id` and `quantity` are one item of it. */
const FIELDS = [
  'update_id',
  'order_id',
  'customer_reference',
  'delivery_id',
  'status',
  'carrier',
  'tracking_number',
  'reason',
  'occurred_at',
] as const;
const ITEM_FIELDS = ['order_item_id', 'sku'] as const;

/** The targets of rows that are order updates. */
export const ORDER_UPDATE_TARGETS: readonly string[] = [...FIELDS, ...ITEM_FIELDS, 'quantity'];

/** The order update of a row, not checked yet: blank values are left out. @param values by their targets */
export function sentUpdateOf(values: Readonly<Record<string, string | null | undefined>>): Record<string, unknown> {
  const given = (names: readonly string[]) =>
    names.flatMap((name): [string, unknown][] => (values[name] ? [[name, values[name]]] : []));
  const item = Object.fromEntries(given(ITEM_FIELDS));
  const quantity = values.quantity ? { quantity: plainNumber(values.quantity) } : {};
  const items = Object.keys(item).length > 0 || values.quantity ? { items: [{ ...item, ...quantity }] } : {};
  return { ...Object.fromEntries(given(FIELDS)), ...items };
}

/** NaN, which the schema refuses, for a text that is no whole number. */
function plainNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
