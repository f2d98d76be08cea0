import { type DataDefinition, formatId, Problem } from '@commerce-integration/contract';
import { contentTypeOf, createExportedRows, createRowsWriter } from '@commerce-integration/contract/rules';
import { fileBytes, hasCharacters } from '../../impex/exports/file-bytes.ts';
import type { DescribedLayout } from '../../impex/used-descriptors.ts';
import {
  type ExportedOrder,
  exportedItems,
  type OrdersBody,
  OrdersUnwritable,
  type WrittenOrder,
} from './written-order.ts';

/** Characters per chunk. */
const CHUNK = 64 * 1_024;
/** The most orders that an error names. */
const NAMED = 5;

/** The body in the layout of a data descriptor, made by the writer of data group exports. */
export function describedBody({ id, definition }: DescribedLayout): OrdersBody {
  const { format } = definition;
  const descriptor = formatId('dataDescriptor', id);
  return {
    contentType: contentTypeOf(format),
    async *bytes(orders) {
      try {
        yield* fileBytes(format, textOf(descriptor, definition, orders));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        throw new OrdersUnwritable(`Data descriptor ${descriptor} does not fit. ${error.message}`, null);
      }
    },
  };
}

async function* textOf(
  descriptor: string,
  definition: DataDefinition,
  orders: AsyncIterable<WrittenOrder>,
): AsyncGenerator<string> {
  const writer = createRowsWriter(definition);
  const makeRows = createExportedRows(definition);
  const unwritable = new Map<string, string>();
  const now = new Date();
  let text = writer.begin;
  for await (const written of orders) {
    const exported = written.read();
    const rows = makeRows({ products: [], priceLists: [], categories: [], orders: [describedOrder(exported)], now });
    const own = rows.map(writer.row).join('');
    // Finds all unwritable orders, so that none of them makes the others fail again.
    if (!isEncodable(own, definition)) unwritable.set(exported.order_export_id, exported.order.order_id);
    if (unwritable.size > 0) continue;
    text += own;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (unwritable.size > 0) throw notEncodable(descriptor, definition, unwritable);
  yield text + writer.end;
}

/** An order with the fields that only its exporter knows. */
function describedOrder({ order, order_export_id, flag, delivery_ids }: ExportedOrder) {
  return { ...order, items: exportedItems(order), order_export_id, flag, delivery_ids: delivery_ids.join(' ') };
}

/** Workbooks are always written in UTF-8, whatever the format says. */
function isEncodable(text: string, { format }: DataDefinition): boolean {
  return format.type === 'xlsx' || hasCharacters(text, format.encoding);
}

function notEncodable(
  descriptor: string,
  { format: { encoding } }: DataDefinition,
  unwritable: ReadonlyMap<string, string>,
): OrdersUnwritable {
  const ids = [...unwritable.values()];
  const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
  const which = `${ids.slice(0, NAMED).join(', ')}${more}`;
  const message = `${ids.length === 1 ? 'Order' : 'Orders'} ${which} cannot be written: ${encoding} does not have all of the characters. Give data descriptor ${descriptor} another encoding, such as utf-8.`;
  return new OrdersUnwritable(message, new Set(unwritable.keys()));
}
