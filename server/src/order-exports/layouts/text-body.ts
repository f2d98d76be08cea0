import type { Layout, OrdersBody, WrittenOrder } from './written-order.ts';

/** Characters that are handed over at once. */
const CHUNK = 64 * 1_024;

/** The body in a layout that is always the same. */
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
