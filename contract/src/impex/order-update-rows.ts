import { MAPPED_FIELDS } from '../order-updates/feed-mapping.ts';

/** The fields of a row that are one item of an order update; the others are those of the update itself. */
const ITEM_FIELDS = ['order_item_id', 'sku'] as const;

/** The targets of rows that are order updates. */
export const ORDER_UPDATE_TARGETS: readonly string[] = [...MAPPED_FIELDS, ...ITEM_FIELDS, 'quantity'];

/** The order update of a row, not checked yet: blank values are left out. @param values by their targets */
export function sentUpdateOf(values: Readonly<Record<string, string | null | undefined>>): Record<string, unknown> {
  const given = (names: readonly string[]) =>
    names.flatMap((name): [string, unknown][] => (values[name] ? [[name, values[name]]] : []));
  const item = Object.fromEntries(given(ITEM_FIELDS));
  const quantity = values.quantity ? { quantity: plainNumber(values.quantity) } : {};
  const items = Object.keys(item).length > 0 || values.quantity ? { items: [{ ...item, ...quantity }] } : {};
  return { ...Object.fromEntries(given(MAPPED_FIELDS)), ...items };
}

/** NaN, which the schema refuses, for a text that is no whole number. */
function plainNumber(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
}
