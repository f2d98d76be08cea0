import type { Order, OrderExportFormat } from '@commerce-integration/contract';
import { csvLayout } from './csv-layout.ts';
import { xmlLayout } from './xml-layout.ts';

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
