import type { Order } from '@commerce-integration/contract';

/** An order as exporters write it. */
export interface ExportedOrder {
  readonly order_export_id: string;
  readonly exporter_id: string;
  readonly flag: string;
  readonly delivery_ids: readonly string[];
  readonly order: Order;
}

/** An order whose JSON need not be read for layouts of JSON. */
export interface WrittenOrder {
  /** As JSON. */
  readonly json: string;
  read(): ExportedOrder;
}

/** How orders are written into a request or a file, as UTF-8. */
export interface Layout {
  readonly contentType: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  write(order: WrittenOrder): string;
}

/** How the body of a request or a file is made. */
export interface OrdersBody {
  readonly contentType: string;
  /** @throws OrdersUnwritable where orders cannot be written in the layout */
  bytes(orders: AsyncIterable<WrittenOrder>): AsyncIterable<Buffer>;
}

/** Orders that cannot be written in the layout that the exporter has: its settings are wrong, or the layout's are. */
export class OrdersUnwritable extends Error {
  /** The IDs of their exports; null where it is due to no single order. */
  readonly exports: ReadonlySet<string> | null;

  /** @param message a sentence that says what to do */
  constructor(message: string, exports: ReadonlySet<string> | null) {
    super(message);
    this.exports = exports;
  }
}
