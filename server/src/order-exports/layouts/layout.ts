import type { OrderExportFormat } from '@commerce-integration/contract';
import { csvLayout } from './csv-layout.ts';
import type { Layout, OrdersBody, WrittenOrder } from './written-order.ts';
import { xmlLayout } from './xml-layout.ts';

const LAYOUTS: Readonly<Record<OrderExportFormat, Layout>> = {
  json: {
    contentType: 'application/json',
    head: '{"orders":[',
    between: ',',
    tail: ']}',
    write: ({ json }) => json,
  },
  json_lines: {
    contentType: 'application/x-ndjson',
    head: '',
    between: '',
    tail: '',
    write: ({ json }) => `${json}\n`,
  },
  csv: csvLayout,
  xml: xmlLayout,
};

/** The layout of a format. @param isSingle for requests of one order each: JSON without a list around it */
export function layoutOf(format: OrderExportFormat, isSingle: boolean): Layout {
  const layout = LAYOUTS[format];
  return format === 'json' && isSingle ? { ...layout, head: '', tail: '' } : layout;
}

/** Characters per chunk. */
const CHUNK = 64 * 1_024;

/** The body in a fixed layout. */
export function textBody(layout: Layout): OrdersBody {
  return { contentType: layout.contentType, bytes: (orders) => chunksOf(layout, orders) };
}

async function* chunksOf(layout: Layout, orders: AsyncIterable<WrittenOrder>): AsyncGenerator<Buffer> {
  let text = layout.head;
  let between = '';
  for await (const order of orders) {
    text += between + layout.write(order);
    between = layout.between;
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(text + layout.tail);
}
