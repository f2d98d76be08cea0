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

/** How orders are written into a request or a file. */
export interface Layout {
  readonly contentType: string;
  readonly head: string;
  readonly between: string;
  readonly tail: string;
  write(order: WrittenOrder): string;
}
